import type { AlignedSignal, Signal } from '../../signals/evaluate.ts';
import { alignMarket, type AlignedMarket } from '../../signals/aligned-market.ts';
import type { Levels } from '../../signals/levels.ts';
import type { Observation, ScoredStatus } from '../../signals/signal.ts';
import {
  findUnexplainedJumps,
  type UnexplainedJump,
  withJumpsChained,
} from '../../src/market/quality/unexplained-jumps.ts';
import { NIFTY } from '../../src/market/series.ts';

/** The unexplained jumps in a signal's series up to a session, and the signal without them. */
export interface SignalDoubt {
  readonly jumps: readonly UnexplainedJump[];
  /** The same signal, aligned to the market with the jumps chained away. */
  readonly chained: AlignedSignal;
}

/**
 * The doubts about signals in one aligned market. A ranked series rests on a jump from its day on, for as long as the jump
 * is not explained: every later value is compared with values on the other side of it.
 */
export function doubtsIn({
  view,
  sessions,
}: AlignedMarket): (signal: Signal, s: number) => SignalDoubt | null {
  // Only the valuation of the Nifty 50 has figures that a publisher computes and may recompute. Found at first use, because
  // many vintages of a market have no month of their own.
  let found: readonly UnexplainedJump[] | null = null;
  const chained = new Map<string, AlignedSignal>();
  return (signal, s) => {
    found ??= findUnexplainedJumps(view, NIFTY);
    const own = found.filter((j) => j.to <= sessions[s]! && signal.series.includes(j.key));
    if (own.length === 0) return null;
    const id = `${signal.id} ${own.length}`;
    const aligned = chained.get(id) ?? signal.align(alignMarket(withJumpsChained(view, own)));
    chained.set(id, aligned);
    return { jumps: own, chained: aligned };
  };
}

/** The status of a signal with a score; a doubt outweighs that a substitute series was used. */
export const scoredStatus = (
  { status }: Pick<Observation, 'status'>,
  doubt: SignalDoubt | null,
): ScoredStatus => (doubt ? 'doubtful' : status === 'proxy' ? 'proxy' : 'ok');

/**
 * A signal's score at given levels if the jumps are chained away; null where it has none.
 *
 * @param aligned the signal as published.
 * @param levels as published; they are put on the chained basis.
 */
export function chainedScore(
  aligned: AlignedSignal,
  { chained }: SignalDoubt,
  session: number,
  levels: Levels,
): number | null {
  const [published, rebased] = [aligned.observe(session), chained.observe(session)];
  if (!('levels' in published && 'levels' in rebased)) return null;
  const factor = (key: keyof Levels): number => (rebased.levels[key] ?? 1) / (published.levels[key] ?? 1);
  const levelsChained: Levels = Object.fromEntries(
    Object.entries(levels).map(([key, level]) => [key, level * factor(key as keyof Levels)]),
  );
  return chained.scoreAt(session, levelsChained);
}
