import { mean, sampleStandardDeviation } from 'simple-statistics';

/** A return, and the volatility that was forecast for it; both of the whole period, as fractions. */
export interface Outcome {
  readonly earned: number;
  readonly forecast: number;
}

/** Returns against the volatilities forecast for them, in order of time. */
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
  /**
   * Mean of ln σ² + r²/σ² (Patton 2011). Lower is better, but only against other forecasts of the same returns: its level is that
   * of the returns. There it differs as Q does, and counts a return of 0 as well.
   */
  readonly qlike: number;
}

/** Observations in a window of the rolling absolute deviation: twelve months of monthly returns. */
const WINDOW = 12;

/**
 * How good a series of volatility forecasts was. Sources: Barra USE4 methodology notes (bias statistic, MRAD); Patton
 * (2011) for Q and QLIKE. Null for fewer than two observations.
 */
export function testForecasts(outcomes: readonly Outcome[]): ForecastTest | null {
  const n = outcomes.length;
  if (n < 2) return null;
  const standardised = outcomes.map(({ earned, forecast }) => earned / forecast);
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
    qlike: mean(outcomes.map(({ earned, forecast: s }) => 2 * Math.log(s) + (earned / s) ** 2)),
  };
}
