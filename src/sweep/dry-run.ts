import { inline } from '../parallel/executor.ts';
import type { OpenedSnapshot } from '../snapshot/open-snapshot.ts';
import { AT_ONCE, firstCut, sweepId } from './chunks/chunk.ts';
import type { Objective } from './objective/objective.ts';
import { prepareObjective } from './objective/prepare.ts';
import { openKeptResults } from './results/kept-results.ts';
import type { SweepDefinition } from './trials/plan-trials.ts';
import { listTrials } from './trials/trial-list.ts';

/** What a sweep would run. */
export interface DryRun {
  readonly sweep: string;
  readonly snapshot: string;
  readonly designed: number;
  /** Distinct valid rule books. */
  readonly trials: number;
  /** Those of which results are kept. */
  readonly evaluated: number;
  readonly run: number;
  readonly duplicates: number;
  readonly rejected: readonly { readonly reason: string; readonly count: number }[];
  /** Chunks of those that would be run. */
  readonly chunks: number;
}

/**
 * Counts what a sweep would run, and runs and records nothing.
 *
 * @param at the folder of kept results, and trials in a chunk.
 * @throws UserError for a plan that does not fit the rule book.
 */
export async function planSweep(
  definition: SweepDefinition,
  snapshot: OpenedSnapshot,
  at: { readonly results: string; readonly atOnce: number | undefined },
): Promise<DryRun> {
  const { designed, duplicates, rejected, trials } = await listTrials(definition, inline);
  let objective: Objective | null = null;
  const results = openKeptResults(at.results, definition, async () => {
    objective ??= await prepareObjective(definition, snapshot);
    return objective.months;
  });
  const ids = new Set(trials.map(({ id }) => id));
  const evaluated = results.mayHave() ? (await results.find(ids)).returns : new Map<string, unknown>();
  await (objective as Objective | null)?.close();
  const isOpen = new Set(trials.filter(({ id }) => !evaluated.has(id)).map(({ number }) => number));
  const sweep = sweepId(definition);
  const size = at.atOnce ?? AT_ONCE[definition.plan.objective];
  const numbers = trials.map(({ number }) => number);
  return {
    sweep,
    snapshot: definition.snapshot,
    designed,
    trials: trials.length,
    evaluated: evaluated.size,
    run: isOpen.size,
    duplicates,
    rejected,
    chunks: firstCut(sweep, numbers, size).filter((c) => c.trials.some((n) => isOpen.has(n))).length,
  };
}
