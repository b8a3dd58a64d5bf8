import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { appendNote, type NoteToRecord } from '../decision/ledger/append-note.ts';
import { engine } from '../decision/engine.ts';
import type { RunRequest } from '../decision/run/monthly-run.ts';
import type { StoredFile } from '../decision/ledger/entries/ledger-entry.ts';
import type { NoteEntry } from '../decision/ledger/entries/ledger-note.ts';
import { sha256 } from '../market/files/sha256.ts';
import type { ModelCacheLocation } from '../decision/stocks/model-build-options.ts';
import { asOfDate } from '../market/as-of-date.ts';
import { type Day, iso } from '../market/day.ts';
import { UserError } from '../market/problem.ts';
import { NIFTY } from '../market/series.ts';
import { openStore, type Store } from '../market/store/store.ts';
import { type Executor, threads } from '../parallel/executor.ts';
import type { RuleBook } from '../rulebook/rule-book.ts';
import type { ReadScenario } from '../whatif/read-scenario.ts';
import { readScenarioTexts, saveScenarios, SCENARIOS_FILE } from '../whatif/scenario-file.ts';
import { ruleBookOf } from '../whatif/scenario-results.ts';
import type { ScenarioText } from '../whatif/scenario-query.ts';
import { type SimulationReport, simulateRequest } from '../whatif/simulation/simulation-of-store.ts';
import type { SimulationSettings } from '../whatif/simulation/simulation-settings.ts';
import { stressRequest } from '../whatif/stress/stress-of-store.ts';
import type { StressQuestions, StressTest } from '../whatif/stress/stress-test.ts';
import { prepare } from '../whatif/what-if-of-store.ts';
import type { WarmMonth } from '../whatif/warm-month.ts';
import type { JobTask } from './jobs.ts';

/** Whether the holdings file is not the one that a month was prepared with; a missing one has changed. */
function holdingsChanged(holdings: () => StoredFile | null, known: string | null): boolean {
  try {
    const now = holdings();
    return (now && sha256(now.text)) !== known;
  } catch (error) {
    if (error instanceof UserError) return true;
    throw error;
  }
}

/** Where the page's months come from. The store is open only while a month is read or a note is written. */
export interface MonthSource {
  /** @param asOf null for the last session of the store. */
  readonly prepare: (asOf: Day | null, task: JobTask) => Promise<WarmMonth>;
  /** Whether the store or the holdings file has changed since the month was prepared, as sentences. */
  readonly changes: (warm: WarmMonth) => Promise<readonly string[]>;
  /** Stress tests the portfolio of a month, or simulates from it, under the rules of a scenario; null for those in force. */
  readonly stress: (
    asOf: Day | null,
    questions: StressQuestions,
    scenario: ReadScenario | null,
    task: JobTask,
  ) => Promise<StressTest>;
  readonly simulate: (
    asOf: Day | null,
    settings: SimulationSettings,
    scenario: ReadScenario | null,
    task: JobTask,
  ) => Promise<SimulationReport>;
  /** The scenarios saved beside the store; null where none are. */
  readonly savedScenarios: () => readonly ScenarioText[] | null;
  readonly saveScenarios: (scenarios: readonly ScenarioText[]) => Promise<void>;
  /** @throws UserError where another process has the store. */
  readonly record: (note: Omit<NoteToRecord, 'recordedOn'>) => Promise<NoteEntry>;
}

export interface SourceOptions {
  /** Path of the store. */
  readonly store: string;
  readonly book: RuleBook;
  /** Reads the holdings file as it is now; null where none was named. */
  readonly holdings: () => StoredFile | null;
  readonly models: Omit<ModelCacheLocation, 'writable'>;
  /** The day in India. */
  readonly today: () => Day;
  /** Runs simulations; default: a thread per core. */
  readonly executor?: Executor;
}

const PURPOSE = 'trrm serve';

export function monthSource(options: SourceOptions): MonthSource {
  const { store: file, book, holdings, models, today, executor = threads() } = options;
  const scenarioFile = join(dirname(file), SCENARIOS_FILE);

  const withStore = async <T>(mode: 'read' | 'existing', work: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openStore(file, { purpose: PURPOSE, mode });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  };
  /** What the store's file looked like when its imports were last counted. */
  let seen: { readonly stamp: string; readonly imports: number } | null = null;
  const stampOf = () => {
    const { mtimeMs, size } = statSync(file);
    return `${mtimeMs} ${size}`;
  };

  /** The number of the last import; null while another process has the store. */
  const importsNow = async (): Promise<number | null> => {
    const stamp = stampOf();
    if (seen?.stamp === stamp) return seen.imports;
    try {
      const imports = await withStore('read', (store) => store.lastImport());
      seen = { stamp, imports };
      return imports;
    } catch (error) {
      if (error instanceof UserError) return null;
      throw error;
    }
  };

  const requestAt = async (
    store: Store,
    asOf: Day | null,
    { progress, signal }: JobTask,
    scenario: ReadScenario | null = null,
  ): Promise<RunRequest> => {
    const date = asOfDate(asOf ?? undefined, await store.load([`${NIFTY}.close`]), today());
    return {
      asOf: date,
      book: scenario === null ? book : ruleBookOf(book, scenario, date),
      portfolio: holdings(),
      engine: engine(),
      throughImport: await store.lastImport(),
      modelBuild: { cache: { ...models, writable: false }, progress, signal },
    };
  };

  return {
    prepare: (asOf, task) =>
      withStore('read', async (store) => {
        const request = await requestAt(store, asOf, task);
        const { warm } = await prepare(store, request);
        seen = { stamp: stampOf(), imports: request.throughImport };
        return warm;
      }),
    stress: (asOf, questions, scenario, task) =>
      withStore('read', async (store) =>
        stressRequest(store, await requestAt(store, asOf, task, scenario), questions),
      ),
    simulate: (asOf, settings, scenario, task) =>
      withStore('read', async (store) =>
        simulateRequest(store, await requestAt(store, asOf, task, scenario), settings, {
          executor,
          progress: (done, of) => task.progress('Simulating', done, of),
          signal: task.signal,
        }),
      ),
    savedScenarios: () => (existsSync(scenarioFile) ? readScenarioTexts(scenarioFile) : null),
    saveScenarios: (scenarios) => saveScenarios(scenarioFile, scenarios),
    changes: async ({ decision: { manifest } }) => {
      const changes: string[] = [];
      const imports = await importsNow();
      if (imports === null)
        changes.push('Another command is using the store; these figures are from before.');
      else if (imports > manifest.throughImport)
        changes.push(
          `The store has newer data (import ${imports}; this page has ${manifest.throughImport}). Reload to use them.`,
        );
      if (holdingsChanged(holdings, manifest.portfolio?.sha256 ?? null))
        changes.push('The holdings file has changed on disk. Reload to use it.');
      return changes;
    },
    record: (note) =>
      withStore('existing', (store) => appendNote(store, { ...note, recordedOn: iso(today()) })),
  };
}
