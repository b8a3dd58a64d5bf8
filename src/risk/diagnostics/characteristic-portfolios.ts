import { cholesky, invertLower, squareOfInverse } from '../../math/linear-algebra/cholesky.ts';
import { FACTOR_COUNT, INDUSTRY_AT, STYLE_AT, STYLE_COUNT, STYLES } from '../factors.ts';
import { forecastAt, type RiskForecast, type RiskSession } from '../store/daily-record.ts';
import { covarianceTimes, exposuresDot } from '../snapshot.ts';
import type { TestPortfolioFamily } from './test-portfolio.ts';
import { investable, stockPortfolios } from './stock-portfolios.ts';

const N = FACTOR_COUNT;

/**
 * Characteristic portfolios: minimum risk subject to full investment, or to unit exposure to a style, w =
 * V⁻¹a/(a′V⁻¹a) (Grinold and Kahn 1999, ch. 2). An optimiser loads on whatever risk the model underestimates, so its
 * errors appear here first.
 */
export const characteristicPortfolios: TestPortfolioFamily = {
  kind: 'optimised',
  names: ['minimum risk', ...STYLES.map((style) => `tilt to ${style}`)],
  rebalancing: 'every session',
  construct: (session, horizon) => {
    const names = investable(session);
    if (names.length <= N) return null;
    const solved = solveTilts(forecastAt(session, horizon), names);
    return solved && stockPortfolios(session, horizon, names, solved);
  },
};

/**
 * The same portfolios without trades during the holding period: the experience of an investor who trades once a
 * month.
 */
export const characteristicPortfoliosBuyAndHold: TestPortfolioFamily = {
  ...characteristicPortfolios,
  kind: 'optimised, buy and hold',
  rebalancing: 'none',
};

/**
 * V = XFX′ + D and a = Xe for a unit vector e, so V⁻¹a = D⁻¹X·y with (F⁻¹ + X′D⁻¹X)·y = F⁻¹e (Woodbury): the linear
 * systems have only 39 rows. Null if the forecast is not positive definite.
 */
function solveTilts(session: RiskForecast, names: Int32Array): Float64Array[] | null {
  const inverse = inverseOf(session.covariance);
  if (!inverse) return null;
  const precision = factorPrecision(session, names);
  const solution = inverseOf(precision.map((p, at) => p + inverse[at]!));
  if (!solution) return null;
  return Array.from({ length: 1 + STYLE_COUNT }, (_, k) => {
    const y = covarianceTimes(solution, inverse.slice(k * N, (k + 1) * N));
    let scale = 0;
    for (let j = 0; j < N; j++) scale += precision[k * N + j]! * y[j]!;
    return Float64Array.from(
      names,
      (i) => exposuresDot(session, i, y) / session.specificVolatility[i]! ** 2 / scale,
    );
  });
}

function inverseOf(a: Float64Array): Float64Array | null {
  const root = cholesky(a, N);
  return root && squareOfInverse(invertLower(root, N), N);
}

/** X′D⁻¹X. An issuer has 14 non-zero exposures: market, twelve styles and its industry. */
function factorPrecision(session: RiskSession, names: Int32Array): Float64Array {
  const sums = new Float64Array(N * N);
  const factors = Int32Array.from({ length: STYLE_COUNT + 2 }, (_, k) => k);
  const values = new Float64Array(STYLE_COUNT + 2).fill(1);
  for (const i of names) {
    factors[STYLE_COUNT + 1] = INDUSTRY_AT + session.industry[i]!;
    values.set(session.styles.subarray(i * STYLE_COUNT, (i + 1) * STYLE_COUNT), STYLE_AT);
    const weight = session.specificVolatility[i]! ** -2;
    for (let a = 0; a < factors.length; a++)
      for (let b = 0; b < factors.length; b++)
        sums[factors[a]! * N + factors[b]!]! += weight * values[a]! * values[b]!;
  }
  return sums;
}
