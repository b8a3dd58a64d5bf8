import { addDays, type Day, monthNumber } from '../../market/day.ts';
import type { Problem } from '../../market/problem.ts';
import type { ShareReading } from '../../market/stocks/data-snapshot.ts';
import type { DaySlice, Issuer } from '../day-slice.ts';
import { droppedSoFar, shortList } from './warnings.ts';
import { advanceRiskModel, growRiskModel, newRiskModel, type RiskModel, riskRoom } from '../model.ts';
import { readState, type RiskRecord } from '../store/model-store.ts';
import { writeRecord } from '../store/store-writer.ts';
import type { RiskRules } from '../risk-rules.ts';
import { type RiskSession, sessionOf } from '../store/daily-record.ts';

export interface BuildInput {
  readonly folder: string;
  readonly issuers: readonly Issuer[];
  /** Sessions in order; those up to the record's last are passed over by an extension. */
  readonly slices: AsyncIterable<DaySlice>;
  readonly rules: RiskRules;
  readonly simulated: boolean;
  readonly reading: ShareReading;
  /** The record to go on from, which must fit these issuers and rules (`canExtend`); null to build anew. */
  readonly before: RiskRecord | null;
  readonly progress: (day: Day, sessions: number) => void;
  readonly signal?: AbortSignal;
}

export interface Built {
  readonly record: RiskRecord;
  /** Sessions built now; the others were there. */
  readonly added: number;
  readonly problems: readonly Problem[];
}

/** States are kept of the ends of months so far back, since filings that come in late change the last weeks. */
const STATES_KEPT_DAYS = 95;

/** Builds a model from sessions, or extends one: the same arithmetic, so the same bits. Can be stopped between sessions. */
export async function buildRiskModel(input: BuildInput): Promise<Built> {
  const { folder, before, issuers, rules, reading } = input;
  const model = before ? growRiskModel(readState(folder, before), issuers) : newRiskModel(issuers, rules);
  const after = before?.sessions.at(-1)?.day ?? null;
  const statesFrom = addDays(reading.last, -STATES_KEPT_DAYS);
  const writer = writeRecord(folder, { simulated: input.simulated, rules, issuers, before });
  try {
    let last = after;
    const { added, problems } = await foldSessions(model, {
      ...input,
      after,
      ahead: (day) => {
        const isNewMonth = last !== null && monthNumber(day) !== monthNumber(last);
        if (isNewMonth && last! >= statesFrom) writer.keepState(model);
        last = day;
      },
      keep: writer.add,
    });
    writer.keepState(model);
    return { record: writer.commit(reading, statesFrom), added, problems };
  } finally {
    writer.close();
  }
}

export interface FoldInput extends Pick<BuildInput, 'slices' | 'issuers' | 'progress' | 'signal'> {
  /** The last session that the model has taken in; null where it has none. */
  readonly after: Day | null;
  /** Hears of each session before it is taken in. */
  readonly ahead?: (day: Day) => void;
  readonly keep: (session: RiskSession) => void;
}

/** Takes the sessions after one into a model and hands on what each found. Changes the model in place. */
export async function foldSessions(
  model: RiskModel,
  { slices, issuers, after, ahead, keep, progress, signal }: FoldInput,
): Promise<Pick<Built, 'added' | 'problems'>> {
  const room = riskRoom(issuers.length);
  const problems: Problem[] = [];
  const dropped = droppedSoFar();
  let added = 0;
  for await (const slice of slices) {
    signal?.throwIfAborted();
    if (after !== null && slice.day <= after) continue;
    ahead?.(slice.day);
    const day = advanceRiskModel(model, slice, room);
    keep(sessionOf(day));
    added++;
    dropped.take(day.exposures.dropped);
    problems.push(...day.exposures.problems, ...(day.regression?.problem ? [day.regression.problem] : []));
    progress(slice.day, added);
  }
  return { added, problems: [...shortList(problems), ...dropped.problems()] };
}
