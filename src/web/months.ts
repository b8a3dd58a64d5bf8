import type { NoteToRecord } from '../decision/ledger/append-note.ts';
import type { NoteEntry } from '../decision/ledger/entries/ledger-note.ts';
import { type Day, iso } from '../market/day.ts';
import type { ReadScenario } from '../whatif/read-scenario.ts';
import type { SimulationSettings } from '../whatif/simulation/simulation-settings.ts';
import type { StressQuestions } from '../whatif/stress/stress-test.ts';
import { simulationPart, stressPart } from './analyses.ts';
import { type JobStatus, type Jobs, oneJobAtATime } from './jobs.ts';
import type { MonthSource } from './month-source.ts';
import { type WebMonth, webMonth } from './month.ts';

/** The months that the page holds: the one it was started with, and the last other one that was asked for. */
export interface Months {
  readonly first: () => WebMonth;
  /** The month of an as-of date; null where it must be loaded first. */
  readonly of: (asOf: string | null) => WebMonth | null;
  /** Loads a month, or the first one again from the present data (null). */
  readonly load: (asOf: Day | null) => JobStatus;
  /** Stress tests a month, or simulates from it, under a scenario's rules, as a job whose result is a part of the page. */
  readonly stress: (asOf: Day | null, questions: StressQuestions, scenario: ReadScenario | null) => JobStatus;
  readonly simulate: (
    asOf: Day | null,
    settings: SimulationSettings,
    scenario: ReadScenario | null,
  ) => JobStatus;
  readonly status: Jobs['status'];
  readonly result: Jobs['result'];
  readonly savedScenarios: MonthSource['savedScenarios'];
  readonly saveScenarios: MonthSource['saveScenarios'];
  readonly changes: (month: WebMonth) => Promise<readonly string[]>;
  readonly record: (note: Omit<NoteToRecord, 'recordedOn'>) => Promise<NoteEntry>;
  readonly stop: () => void;
}

/** Reads the first month and keeps it; others replace each other, so that the memory stays bounded. */
export async function openMonths(
  source: MonthSource,
  asOf: Day | null,
  progress: (step: string, done: number, of: number) => void,
): Promise<Months> {
  const jobs = oneJobAtATime();
  const started = new AbortController();
  let first = await webMonth(await source.prepare(asOf, { progress, signal: started.signal }));
  /** A month by the date asked for, which need not be that of its last session. */
  let other: { readonly asked: string; readonly month: WebMonth } | null = null;
  return {
    first: () => first,
    of: (date) => (date === null || date === first.asOf ? first : other?.asked === date ? other.month : null),
    load: (day) =>
      jobs.start(async (task) => {
        const month = await webMonth(await source.prepare(day ?? asOf, task));
        if (task.signal.aborted) return null;
        if (day === null || month.asOf === first.asOf) first = month;
        if (day !== null) other = { asked: iso(day), month };
        return null;
      }),
    stress: (day, questions, scenario) =>
      jobs.start(async (task) =>
        stressPart(await source.stress(day ?? asOf, questions, scenario, task), scenario),
      ),
    simulate: (day, settings, scenario) =>
      jobs.start(async (task) =>
        simulationPart(await source.simulate(day ?? asOf, settings, scenario, task), scenario),
      ),
    status: jobs.status,
    result: jobs.result,
    savedScenarios: source.savedScenarios,
    saveScenarios: source.saveScenarios,
    changes: ({ warm }) => source.changes(warm),
    record: source.record,
    stop: jobs.stop,
  };
}
