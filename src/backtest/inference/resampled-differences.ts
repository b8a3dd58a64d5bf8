import type { RandomStream } from '../../math/random/random.ts';
import { stationaryBootstrapSums } from '../../math/resampling/stationary-bootstrap.ts';
import { quantileSeven } from '../../math/statistics/quantile-seven.ts';
import { sharpeRatio } from '../statistics/ratios.ts';

/** A figure with its 95 % interval under resampling. */
export interface ResampledFigure {
  readonly value: number;
  readonly interval: readonly [low: number, high: number];
  /** Share of the resamples in which the figure is above 0. */
  readonly aboveZero: number;
}

/** How a track record compares with one alternative held over the same months. */
export interface ResampledDifference {
  readonly id: string;
  /** Difference of log growth a year: ln of one over the other, × 12 / months. */
  readonly growth: ResampledFigure;
  /** Difference of annualised Sharpe ratios; null where one of them does not vary. */
  readonly sharpe: ResampledFigure | null;
}

export interface ResampledDifferences {
  readonly months: number;
  readonly draws: number;
  /** Mean length of a block, in months. */
  readonly meanBlock: number;
  readonly differences: readonly ResampledDifference[];
}

/** Monthly simple returns of an alternative, over the months of the record. */
export interface MonthlyAlternative {
  readonly id: string;
  readonly returns: ArrayLike<number>;
  /** What it is compared with instead of the record. */
  readonly against?: ArrayLike<number>;
}

/** Fewer months are not resampled: blocks of half a year would hardly differ from the sample itself (our choice). */
export const LEAST_MONTHS = 36;

export const DEFAULT_DRAWS = 10_000;
export const DEFAULT_SEED = 1;

const MONTHS = 12;
const TAIL = 0.025;
/** Columns a series: log growth over the record's, excess return, its square. */
const EACH = 3;

/**
 * Compares monthly returns with those of alternatives by the stationary bootstrap: the months of all are drawn together in
 * blocks, so that what they have in common stays in common. Intervals are percentiles (type 7).
 *
 * @param own monthly simple returns of the record. @param riskFree those of cash, for the Sharpe ratios.
 * @returns null below 36 months.
 */
export function resampledDifferences(
  own: ArrayLike<number>,
  alternatives: readonly MonthlyAlternative[],
  riskFree: ArrayLike<number>,
  draws: number,
  meanBlock: number,
  stream: RandomStream,
): ResampledDifferences | null {
  const n = own.length;
  if (n < LEAST_MONTHS) return null;
  const records = [...new Set([own, ...alternatives.map((a) => a.against ?? own)])];
  const recordOf = alternatives.map((a) => records.indexOf(a.against ?? own));
  const series = [...records, ...alternatives.map((a) => a.returns)];
  const columns = series.flatMap((returns, k) => {
    const excess = Float64Array.from({ length: n }, (_, t) => returns[t]! - riskFree[t]!);
    const ahead = Float64Array.from({ length: n }, (_, t) =>
      k < records.length
        ? 0
        : Math.log1p(records[recordOf[k - records.length]!]![t]!) - Math.log1p(returns[t]!),
    );
    return [ahead, excess, excess.map((x) => x * x)];
  });
  const sums = stationaryBootstrapSums(columns, draws, meanBlock, stream);
  const width = columns.length;
  const resampledSharpe = (d: number, k: number): number => sharpeOfSums(sums, d * width + EACH * k + 1, n);
  return {
    months: n,
    draws,
    meanBlock,
    differences: alternatives.map(({ id }, i) => {
      const k = records.length + i;
      const r = recordOf[i]!;
      const growth = Float64Array.from(
        { length: draws },
        (_, d) => (sums[d * width + EACH * k]! * MONTHS) / n,
      );
      const [ours, theirs] = [r, k].map((s) => sharpeRatio(columns[EACH * s + 1]!, MONTHS)) as [
        number | null,
        number | null,
      ];
      return {
        id,
        growth: figureOf((columns[EACH * k]!.reduce((a, x) => a + x, 0) * MONTHS) / n, growth),
        sharpe:
          ours === null || theirs === null
            ? null
            : figureOf(
                ours - theirs,
                Float64Array.from({ length: draws }, (_, d) => resampledSharpe(d, r) - resampledSharpe(d, k)),
              ),
      };
    }),
  };
}

/** From Σx and Σx² of n resampled excess returns; 0 where a resample does not vary. */
function sharpeOfSums(sums: Float64Array, at: number, n: number): number {
  const mean = sums[at]! / n;
  const variance = (sums[at + 1]! - n * mean * mean) / (n - 1);
  return variance > 0 ? (mean / Math.sqrt(variance)) * Math.sqrt(MONTHS) : 0;
}

function figureOf(value: number, resampled: Float64Array): ResampledFigure {
  let above = 0;
  for (const x of resampled) if (x > 0) above++;
  resampled.sort();
  return {
    value,
    interval: [quantileSeven(resampled, TAIL), quantileSeven(resampled, 1 - TAIL)],
    aboveZero: above / resampled.length,
  };
}

/** Whether the interval of a figure holds 0. */
export const holdsZero = ({ interval: [low, high] }: ResampledFigure): boolean => low <= 0 && high >= 0;
