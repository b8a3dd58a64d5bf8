import { mean, sampleStandardDeviation } from 'simple-statistics';

/** A realised return and its forecast volatility, both over the whole period, as fractions. */
export interface RealisedReturn {
  readonly realised: number;
  readonly forecast: number;
}

/** Accuracy of a series of volatility forecasts. */
export interface ForecastTest {
  readonly observations: number;
  /** Standard deviation of the returns of a period, decimals. */
  readonly realisedVolatility: number;
  /**
   * Bias statistic B: standard deviation of standardised returns. 1 if forecasts are accurate, above 1 if risk is
   * underforecast.
   */
  readonly bias: number;
  /** 1 ± √(2/T), which contains 95 % of the bias statistics of perfect forecasts of normal returns. */
  readonly band: readonly [number, number];
  readonly inBand: boolean;
  /** Mean |B − 1| over rolling windows; 0.17 for a perfect forecast of normal returns and 12 observations. */
  readonly mrad: number | null;
  /** Mean of b² − ln b²; 2.270 for a perfect forecast of normal returns, more for any other. */
  readonly q: number;
  /**
   * Mean of ln σ² + r²/σ² (Patton 2011). Lower is better, but only among forecasts of the same returns, whose level
   * it reflects. Differences equal those in Q, and zero returns count as well.
   */
  readonly qlike: number;
}

/** Observations in a rolling window of MRAD: twelve monthly returns. */
const WINDOW = 12;

/**
 * Evaluates volatility forecasts. Sources: Barra USE4 methodology notes (bias statistic, MRAD); Patton (2011) for Q
 * and QLIKE.
 *
 * @param outcomes in ascending order of time.
 * @returns null with fewer than two observations.
 */
export function testForecasts(outcomes: readonly RealisedReturn[]): ForecastTest | null {
  const n = outcomes.length;
  if (n < 2) return null;
  const standardised = outcomes.map(({ realised, forecast }) => realised / forecast);
  const bias = sampleStandardDeviation([...standardised]);
  const half = Math.sqrt(2 / n);
  const windows = Array.from({ length: Math.max(0, n - WINDOW + 1) }, (_, i) =>
    Math.abs(sampleStandardDeviation(standardised.slice(i, i + WINDOW)) - 1),
  );
  // A return of exactly zero has no logarithm; it is a suspended price, not evidence on the forecast.
  const moved = standardised.filter((b) => b !== 0).map((b) => b * b - Math.log(b * b));
  return {
    observations: n,
    realisedVolatility: sampleStandardDeviation(outcomes.map(({ realised }) => realised)),
    bias,
    band: [1 - half, 1 + half],
    inBand: Math.abs(bias - 1) <= half,
    mrad: windows.length > 0 ? mean(windows) : null,
    q: moved.length > 0 ? mean(moved) : 0,
    qlike: mean(outcomes.map(({ realised, forecast: s }) => 2 * Math.log(s) + (realised / s) ** 2)),
  };
}
