import type { ChunkedWork, ExecutionOptions, Executor } from '../../parallel/executor.ts';
import {
  type PlannedTrial,
  type PlanningChunk,
  planTrials,
  type SweepDefinition,
  trialMaker,
} from './plan-trials.ts';

/** The trials of a sweep: those to run, each rule book once, and those that are not. */
export interface TrialList {
  /** Rule books of the design. */
  readonly designed: number;
  /** To be run, ascending by number. */
  readonly trials: readonly { readonly number: number; readonly id: string }[];
  /** Rule books that are the same as one of an earlier number. */
  readonly duplicates: number;
  /** Not valid, or against a constraint; by reason, the most frequent first. */
  readonly rejected: readonly { readonly reason: string; readonly count: number }[];
}

const WORK: ChunkedWork<PlanningChunk, PlannedTrial[]> = {
  run: planTrials,
  worker: new URL('./plan-trials-worker.js', import.meta.url),
};

/** Rule books named in one go: a fraction of a second's work, so that progress shows. */
const AT_ONCE = 500;

/**
 * Makes and names every rule book of a sweep.
 *
 * @param options progress is in rule books.
 * @throws UserError for a plan that does not fit the rule book.
 */
export async function listTrials(
  definition: SweepDefinition,
  executor: Executor,
  { progress, signal }: ExecutionOptions = {},
): Promise<TrialList> {
  const { size } = trialMaker(definition);
  const chunks = Array.from({ length: Math.ceil(size / AT_ONCE) }, (_, k) => ({
    definition,
    from: k * AT_ONCE,
    to: Math.min(size, (k + 1) * AT_ONCE),
  }));
  const named = await executor.run(WORK, chunks, {
    signal,
    ...(progress && { progress: (done) => progress(Math.min(size, done * AT_ONCE), size) }),
  });
  const planned = named.flat();
  const seen = new Set<string>();
  const reasons = new Map<string, number>();
  const trials: { number: number; id: string }[] = [];
  for (const trial of planned) {
    if (trial.kind === 'rejected') reasons.set(trial.reason, (reasons.get(trial.reason) ?? 0) + 1);
    else if (!seen.has(trial.id)) {
      seen.add(trial.id);
      trials.push({ number: trial.number, id: trial.id });
    }
  }
  const rejected = [...reasons].map(([reason, count]) => ({ reason, count }));
  const turnedDown = rejected.reduce((sum, { count }) => sum + count, 0);
  return {
    designed: size,
    trials,
    duplicates: size - trials.length - turnedDown,
    rejected: rejected.sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
  };
}
