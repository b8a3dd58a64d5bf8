import type { RiskSession } from '../store/daily-record.ts';
import { isCovered } from '../snapshot.ts';

/** Fifths of the estimation universe by market value, and what the model covers beside it. */
export const SIZE_BUCKETS = [
  'largest fifth',
  'second',
  'third',
  'fourth',
  'smallest fifth',
  'not in the universe',
] as const;
export type SizeBucket = (typeof SIZE_BUCKETS)[number];
const FIFTHS = 5;
/** A stock alone in its industry, or one that rests, has no residual but rounding: there is nothing to judge. */
const NOTHING = 1e-16;

/** How forecasts of specific risk fared for stocks of like size, all stocks and times together. */
export interface SpecificAccuracy {
  readonly bucket: SizeBucket;
  /** Sessions over which residuals were added. */
  readonly horizon: number;
  /** Stocks times periods. */
  readonly observations: number;
  /** Root mean square of residual over forecast: 1 where right. Stocks of a day move together, so it has no band. */
  readonly bias: number | null;
  /** Mean of b² − ln b²; 2.270 for a perfect forecast of normal returns. */
  readonly q: number | null;
  /** Mean of ln σ² + ε²/σ²; to be compared between forecasts of the same residuals only. */
  readonly qlike: number | null;
}

/** Follows the residuals of all stocks against what was forecast for them. */
export interface SpecificTest {
  readonly take: (session: RiskSession) => void;
  readonly result: () => SpecificAccuracy[];
}

export function specificTest(horizon: number): SpecificTest {
  const sums = SIZE_BUCKETS.map(() => ({ count: 0, squares: 0, q: 0, qlike: 0 }));
  let held: { readonly from: RiskSession; readonly bucket: Int8Array; readonly sum: Float64Array } | null =
    null;
  let sessions = 0;
  return {
    take: (session) => {
      if (held) {
        // A stock with a missing residual has no sum (NaN), and is not judged for the period.
        for (let i = 0; i < held.sum.length; i++) held.sum[i]! += session.residuals[i]!;
        if (++sessions < horizon) return;
        for (const [i, sum] of held.sum.entries()) {
          const bucket = held.bucket[i]!;
          if (bucket < 0 || Number.isNaN(sum)) continue;
          const variance = held.from.specificVolatility[i]! ** 2 * horizon;
          const b2 = sum ** 2 / variance;
          if (b2 < NOTHING) continue;
          const of = sums[bucket]!;
          of.count++;
          of.squares += b2;
          of.q += b2 - Math.log(b2);
          of.qlike += b2 + Math.log(variance);
        }
      }
      const n = session.returns.length;
      held = { from: session, bucket: bucketsOf(session), sum: new Float64Array(n) };
      sessions = 0;
    },
    result: () =>
      SIZE_BUCKETS.map((bucket, k) => {
        const { count, squares, q, qlike } = sums[k]!;
        return {
          bucket,
          horizon,
          observations: count,
          bias: count > 0 ? Math.sqrt(squares / count) : null,
          q: count > 0 ? q / count : null,
          qlike: count > 0 ? qlike / count : null,
        };
      }),
  };
}

/** Index into `SIZE_BUCKETS`; −1 for an issuer without a forecast. */
function bucketsOf(session: RiskSession): Int8Array {
  const buckets = new Int8Array(session.returns.length).fill(-1);
  const members: number[] = [];
  for (let i = 0; i < buckets.length; i++) {
    if (!isCovered(session, i)) continue;
    if (session.inEstimation[i] === 1) members.push(i);
    else buckets[i] = FIFTHS;
  }
  members.sort((a, b) => session.marketCap[b]! - session.marketCap[a]! || a - b);
  for (const [rank, i] of members.entries()) buckets[i] = Math.floor((FIFTHS * rank) / members.length);
  return buckets;
}
