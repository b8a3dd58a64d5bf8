import { addDays, type Day, monthNumber } from '../../market/day.ts';
import type { Problem } from '../../market/problem.ts';
import type { DataSnapshot } from '../../market/stocks/data-snapshot.ts';
import type { DailySlice, Issuer } from '../../market/stocks/daily-slice.ts';
import { droppedValueCounter, condenseProblems } from './warnings.ts';
import {
  advanceRiskModel,
  growRiskModel,
  newRiskModel,
  type RiskModel,
  riskModelWorkspace,
} from '../model.ts';
import { readState, type RiskModelStore } from '../store/model-store.ts';
import { openStoreWriter } from '../store/store-writer.ts';
import type { RiskRules } from '../risk-rules.ts';
import { type RiskSession, sessionOf } from '../store/daily-record.ts';

/** Inputs of `buildRiskModel`. */
export interface BuildInput {
  /** The model folder, created if it does not exist. */
  readonly folder: string;
  readonly issuers: readonly Issuer[];
  /** Sessions in ascending order; an extension skips those that the model store already has. */
  readonly slices: AsyncIterable<DailySlice>;
  readonly rules: RiskRules;
  readonly simulated: boolean;
  readonly snapshot: DataSnapshot;
  /** The model store to extend, which must match these issuers and rules (`canExtend`); null builds a new model. */
  readonly previous: RiskModelStore | null;
  /** Called after each session with the number of sessions added so far. */
  readonly progress: (day: Day, sessions: number) => void;
  readonly signal?: AbortSignal;
}

/** A risk model on disk, after a build or an extension. */
export interface BuiltRiskModel {
  readonly store: RiskModelStore;
  /** Sessions added by this build; earlier ones were already stored. */
  readonly added: number;
  readonly problems: readonly Problem[];
}

/** Month-end states are kept for this long, because late filings change the most recent weeks. */
const STATE_RETENTION_DAYS = 95;

/**
 * Builds a risk model on disk, or extends one. Both use the same arithmetic, so an extension is bit-identical to a
 * rebuild. `signal` aborts between sessions and leaves the stored model unchanged.
 *
 * @throws UserError if two issuers share an ISIN, or the stored model is damaged.
 */
export async function buildRiskModel(input: BuildInput): Promise<BuiltRiskModel> {
  const { folder, previous, issuers, rules, snapshot } = input;
  const model = previous ? growRiskModel(readState(folder, previous), issuers) : newRiskModel(issuers, rules);
  const after = previous?.sessions.at(-1)?.day ?? null;
  const statesFrom = addDays(snapshot.last, -STATE_RETENTION_DAYS);
  const writer = openStoreWriter(folder, { simulated: input.simulated, rules, issuers, previous });
  try {
    let last = after;
    const { added, problems } = await advanceThroughSessions(model, {
      ...input,
      after,
      beforeSession: (day) => {
        const isNewMonth = last !== null && monthNumber(day) !== monthNumber(last);
        if (isNewMonth && last! >= statesFrom) writer.saveState(model);
        last = day;
      },
      onSession: writer.add,
    });
    writer.saveState(model);
    return { store: writer.commit(snapshot, statesFrom), added, problems };
  } finally {
    writer.close();
  }
}

/** Inputs and callbacks of `advanceThroughSessions`. */
export interface AdvanceInput extends Pick<BuildInput, 'slices' | 'issuers' | 'progress' | 'signal'> {
  /** The last session that the model already includes; null for a new model. */
  readonly after: Day | null;
  /** Called before each session is added. */
  readonly beforeSession?: (day: Day) => void;
  readonly onSession: (session: RiskSession) => void;
}

/**
 * Advances a model, in place, through the sessions after `after`, and passes each session's result to `onSession`.
 */
export async function advanceThroughSessions(
  model: RiskModel,
  { slices, issuers, after, beforeSession, onSession, progress, signal }: AdvanceInput,
): Promise<Pick<BuiltRiskModel, 'added' | 'problems'>> {
  const workspace = riskModelWorkspace(issuers.length);
  const problems: Problem[] = [];
  const dropped = droppedValueCounter();
  let added = 0;
  for await (const slice of slices) {
    signal?.throwIfAborted();
    if (after !== null && slice.day <= after) continue;
    beforeSession?.(slice.day);
    const day = advanceRiskModel(model, slice, workspace);
    onSession(sessionOf(day));
    added++;
    dropped.add(day.exposures.dropped);
    problems.push(...day.exposures.problems, ...(day.regression?.problem ? [day.regression.problem] : []));
    progress(slice.day, added);
  }
  return { added, problems: [...condenseProblems(problems), ...dropped.problems()] };
}
