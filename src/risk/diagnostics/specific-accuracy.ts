import type { RiskSession } from '../store/daily-record.ts';
import { isCovered } from '../snapshot.ts';

/** Quintiles of the estimation universe by market capitalisation, and covered stocks outside it. */
export const SIZE_BUCKETS = [
  'largest quintile',
  'second',
  'third',
  'fourth',
  'smallest quintile',
  'not in the universe',
] as const;
export type SizeBucket = (typeof SIZE_BUCKETS)[number];
const QUINTILES = 5;
/** Standardised squared residuals below this are rounding: the stock is alone in its industry or does not trade. */
const ROUNDING = 1e-16;

/** Accuracy of specific risk forecasts for stocks of similar size, pooled over stocks and time. */
export interface SpecificAccuracy {
  readonly bucket: SizeBucket;
  /** Sessions over which residuals are summed. */
  readonly horizon: number;
  /** Stocks × periods. */
  readonly observations: number;
  /**
   * Root mean square of residual over forecast; 1 if accurate. Has no band, because stocks of a day are dependent.
   */
  readonly bias: number | null;
  /** Mean of b² − ln b²; 2.270 for a perfect forecast of normal returns. */
  readonly q: number | null;
  /** Mean of ln σ² + ε²/σ²; comparable only among forecasts of the same residuals. */
  readonly qlike: number | null;
}

/**
 * Compares the residuals of all stocks with their forecasts, session by session. They are scaled to vary like specific
 * returns, of which the regression takes a part.
 */
export interface SpecificRiskTest {
  readonly add: (session: RiskSession) => void;
  readonly result: () => SpecificAccuracy[];
}

export function specificRiskTest(horizon: number): SpecificRiskTest {
  const sums = SIZE_BUCKETS.map(() => ({ count: 0, squares: 0, q: 0, qlike: 0 }));
  let held: { readonly from: RiskSession; readonly bucket: Int8Array; readonly sum: Float64Array } | null =
    null;
  let sessions = 0;
  return {
    add: (session) => {
      if (held) {
        // A missing residual makes the sum NaN, and the stock is not evaluated for the period.
        for (let i = 0; i < held.sum.length; i++)
          held.sum[i]! += session.residuals[i]! * session.residualScale[i]!;
        if (++sessions < horizon) return;
        for (const [i, sum] of held.sum.entries()) {
          const bucket = held.bucket[i]!;
          if (bucket < 0 || Number.isNaN(sum)) continue;
          const variance = held.from.specificVolatility[i]! ** 2 * horizon;
          const b2 = sum ** 2 / variance;
          if (b2 < ROUNDING) continue;
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

/** [N] index into `SIZE_BUCKETS`; −1 for an issuer without a forecast. */
function bucketsOf(session: RiskSession): Int8Array {
  const buckets = new Int8Array(session.returns.length).fill(-1);
  const members: number[] = [];
  for (let i = 0; i < buckets.length; i++) {
    if (!isCovered(session, i)) continue;
    if (session.inEstimation[i] === 1) members.push(i);
    else buckets[i] = QUINTILES;
  }
  members.sort((a, b) => session.marketCap[b]! - session.marketCap[a]! || a - b);
  for (const [rank, i] of members.entries()) buckets[i] = Math.floor((QUINTILES * rank) / members.length);
  return buckets;
}
