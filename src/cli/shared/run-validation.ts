import type { Evidence } from '../../validation/regimes/result.ts';
import { threads } from '../../validation/regimes/executor.ts';
import { evidenceSeries, gatherEvidence } from '../../validation/regimes/validate.ts';
import type { Day } from '../../market/day.ts';
import type { Store } from '../../market/store/store.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { stopOnInterrupt } from './interrupt.ts';
import type { Io } from './io.ts';
import { stepProgress } from './progress.ts';
import { asOfOr } from './with-store.ts';

export interface TrialRequest {
  readonly book: RuleBook;
  /** The day from which the record is judged. */
  readonly knownOn: Day;
  readonly from: Day;
  /** The last session known if left out. */
  readonly to?: Day;
  readonly variants: number;
  readonly draws: number;
  readonly seed: number;
  readonly cost: number;
  readonly quiet?: boolean;
}

/** Gathers the evidence from a store, with progress, and can be stopped. */
export async function putOnTrial(store: Store, request: TrialRequest, io: Io): Promise<Evidence> {
  const { book, knownOn, from, draws, seed, cost } = request;
  const market = await store.load(evidenceSeries(book));
  const interrupt = stopOnInterrupt();
  const progress = stepProgress(io, request.quiet === true);
  try {
    return await gatherEvidence({
      market,
      simulated: store.simulated,
      book,
      knownOn,
      from,
      to: asOfOr(request.to, market, io.today()),
      variantsTried: request.variants,
      draws,
      seed,
      cost,
      executor: threads,
      progress: progress.update,
      signal: interrupt.signal,
    });
  } finally {
    progress.stop();
    interrupt.release();
  }
}
