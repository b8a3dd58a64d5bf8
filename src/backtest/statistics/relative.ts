import { combination, hacRegression, neweyWestLags } from '../../math/regression/hac-regression.ts';
import { meanOf, minus } from './growth.ts';
import { standardDeviation, volatility } from './dispersion.ts';
import { doesVary } from '../../math/statistics/rounding.ts';

/** The regression of excess returns on those of the benchmark: rᵢ − f = α + β(bᵢ − f) + e. */
export interface MarketLine {
  readonly beta: number;
  /** Of a period. */
  readonly alpha: number;
  /** t-statistic of alpha with Newey–West standard errors; null where the residuals vanish. */
  readonly alphaT: number | null;
  readonly rSquared: number;
  /** Standard deviation of the residuals with n (Bacon), of a period. */
  readonly specificRisk: number;
}

/** The least excess returns for a regression on one benchmark with an error (our choice: one a month of a year). */
const LEAST = 12;

/**
 * Ordinary least squares of excess returns on excess returns of the benchmark; null where the benchmark does not vary.
 *
 * @param excess, benchmark of one length.
 */
export function marketLine(excess: ArrayLike<number>, benchmark: ArrayLike<number>): MarketLine | null {
  const n = excess.length;
  const deviation = standardDeviation(benchmark);
  const [meanY, meanX] = [meanOf(excess), meanOf(benchmark)];
  if (deviation === null || !doesVary(deviation, meanX)) return null;
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [x, y] = [benchmark[i]! - meanX, excess[i]! - meanY];
    xx += x * x;
    xy += x * y;
    yy += y * y;
  }
  const beta = xy / xx;
  const alpha = meanY - beta * meanX;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (excess[i]! - alpha - beta * benchmark[i]!) ** 2;
  const specificRisk = Math.sqrt(squares / n);
  return {
    beta,
    alpha,
    alphaT: doesVary(specificRisk, meanY) && n >= LEAST ? hacT(excess, benchmark) : null,
    rSquared: yy > 0 ? Math.min(1, (xy * xy) / (xx * yy)) : 0,
    specificRisk,
  };
}

function hacT(y: ArrayLike<number>, x: ArrayLike<number>): number | null {
  const rows = new Float64Array(2 * y.length);
  for (let i = 0; i < y.length; i++) {
    rows[2 * i] = 1;
    rows[2 * i + 1] = x[i]!;
  }
  const fit = hacRegression(y, rows, 2, neweyWestLags(y.length));
  const { value, error } = fit ? combination(fit, [1, 0]) : { value: 0, error: 0 };
  return error > 0 ? value / error : null;
}

/** The slope of that regression alone; null where the benchmark does not vary. */
export function betaTo(excess: ArrayLike<number>, benchmark: ArrayLike<number>): number | null {
  const deviation = standardDeviation(benchmark);
  const [meanY, meanX] = [meanOf(excess), meanOf(benchmark)];
  if (deviation === null || !doesVary(deviation, meanX)) return null;
  let [xx, xy] = [0, 0];
  for (let i = 0; i < excess.length; i++) {
    const x = benchmark[i]! - meanX;
    xx += x * x;
    xy += x * (excess[i]! - meanY);
  }
  return xy / xx;
}

/** Standard deviation (n − 1) of the difference of returns, × √periods a year (ex post). */
export const trackingError = (
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  perYear: number,
): number | null => volatility(minus(returns, benchmark), perYear);

/** Compound returns in the periods in which the benchmark rose, and fell, over those of the benchmark. */
export interface Capture {
  readonly up: number | null;
  readonly down: number | null;
  /** Of the benchmark's rising periods, the part in which the return was above 0; of the falling ones, below 0. */
  readonly upNumber: number | null;
  readonly downNumber: number | null;
}

/** Up and down capture; null where the benchmark never rose, or never fell. */
export function capture(returns: ArrayLike<number>, benchmark: ArrayLike<number>): Capture {
  const side = (sign: 1 | -1) => {
    let [own, other, count, alike] = [1, 1, 0, 0];
    for (let i = 0; i < returns.length; i++) {
      if (!(sign * benchmark[i]! > 0)) continue;
      own *= 1 + returns[i]!;
      other *= 1 + benchmark[i]!;
      count++;
      if (sign * returns[i]! > 0) alike++;
    }
    return count > 0 ? { ratio: (own - 1) / (other - 1), number: alike / count } : null;
  };
  const [up, down] = [side(1), side(-1)];
  return {
    up: up?.ratio ?? null,
    down: down?.ratio ?? null,
    upNumber: up?.number ?? null,
    downNumber: down?.number ?? null,
  };
}
