/** Fraction of bias statistics of perfect forecasts that lie in the band 1 ± √(2/T). */
const EXPECTED_COVERAGE = 0.95;

/**
 * P-value of the band coverage: P(X ≤ inBand) for X binomial with `portfolios` trials and probability 0.95, i.e. the
 * probability that at most so many of the independent, perfectly forecast portfolios lie in their bands.
 */
export function bandCoveragePValue(inBand: number, portfolios: number): number {
  // Summed in logarithms from 0 upwards: 0.05^portfolios underflows for many portfolios.
  const odds = Math.log(EXPECTED_COVERAGE / (1 - EXPECTED_COVERAGE));
  let logTerm = portfolios * Math.log(1 - EXPECTED_COVERAGE);
  let sum = 0;
  for (let k = 0; k <= inBand; k++) {
    sum += Math.exp(logTerm);
    logTerm += Math.log((portfolios - k) / (k + 1)) + odds;
  }
  return Math.min(sum, 1);
}
