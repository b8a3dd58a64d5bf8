import { mean, sampleStandardDeviation } from 'simple-statistics';

/** Returns against the volatilities forecast for them: each return over its forecast, in order of time. */
export interface ForecastTest {
  readonly observations: number;
  /** Deviation of the standardised returns: 1 where forecasts are right, above where risk was underforecast. */
  readonly bias: number;
  /** 95 % of the bias statistics of a perfect forecast of normal returns lie in 1 ± √(2/T). */
  readonly band: readonly [number, number];
  readonly inBand: boolean;
  /** Mean |B − 1| over rolling windows; 0.17 for a perfect forecast of normal returns and 12 observations. */
  readonly mrad: number | null;
  /** Mean of b² − ln b²; 2.270 for a perfect forecast of normal returns, more for any other. */
  readonly q: number;
}

/** Observations in a window of the rolling absolute deviation: twelve months of monthly returns. */
const WINDOW = 12;

/**
 * How good a series of volatility forecasts was, from returns over forecasts. Sources: Barra USE4 methodology
 * notes (bias statistic, MRAD); Patton (2011) for the Q-statistic. Null for fewer than two observations.
 */
export function testForecasts(standardised: readonly number[]): ForecastTest | null {
  const n = standardised.length;
  if (n < 2) return null;
  const bias = sampleStandardDeviation([...standardised]);
  const half = Math.sqrt(2 / n);
  const windows = Array.from({ length: Math.max(0, n - WINDOW + 1) }, (_, i) =>
    Math.abs(sampleStandardDeviation(standardised.slice(i, i + WINDOW)) - 1),
  );
  // A return of exactly nothing has no logarithm; it is a suspended price, not a forecast to be judged.
  const moved = standardised.filter((b) => b !== 0).map((b) => b * b - Math.log(b * b));
  return {
    observations: n,
    bias,
    band: [1 - half, 1 + half],
    inBand: Math.abs(bias - 1) <= half,
    mrad: windows.length > 0 ? mean(windows) : null,
    q: moved.length > 0 ? mean(moved) : 0,
  };
}

/** QLIKE loss (Patton 2011): mean of ln σ² + r²/σ². Lower is better; only differences between forecasts mean anything. */
export const qlike = (returns: readonly number[], forecasts: readonly number[]): number =>
  mean(
    returns.map((r, i) => {
      const variance = forecasts[i]! ** 2;
      return Math.log(variance) + (r * r) / variance;
    }),
  );
