import { doesVary } from '../../math/statistics/rounding.ts';

/** Figures of one trial. Ratios are per month, not annualised; growth is a year. */
export interface TrialFigures {
  /** Mean over standard deviation of the returns above the reference; 0 where they do not vary. */
  readonly ratio: number;
  readonly growth: number;
  /** Of monthly values, positive. */
  readonly maximumDrawdown: number;
}

/** The figures of monthly returns, and of the same above their reference. */
export function figuresOf(returns: Float64Array, excess: Float64Array): TrialFigures {
  let [logs, value, peak, drawdown] = [0, 1, 1, 0];
  for (const r of returns) {
    logs += Math.log1p(r);
    value *= 1 + r;
    peak = Math.max(peak, value);
    drawdown = Math.max(drawdown, 1 - value / peak);
  }
  return {
    ratio: ratioOf(excess),
    growth: Math.expm1((MONTHS / returns.length) * logs),
    maximumDrawdown: drawdown,
  };
}

export const MONTHS = 12;

function ratioOf(excess: Float64Array): number {
  const n = excess.length;
  let sum = 0;
  for (const r of excess) sum += r;
  const mean = sum / n;
  let squares = 0;
  for (const r of excess) squares += (r - mean) ** 2;
  const deviation = Math.sqrt(squares / (n - 1));
  return doesVary(deviation, mean) ? mean / deviation : 0;
}
