/** Of bias statistics of perfect forecasts, the share in the band 1 ± √(2/T). */
export const SHARE_IN_BAND = 0.95;

/**
 * P(X ≤ inBand) for X binomial of `bets` trials with a probability of 0.95: how often as many independent, perfectly
 * forecast bets have no more of them in their bands.
 */
export function chanceOfSoFew(inBand: number, bets: number): number {
  // From none in band upwards, in logarithms: 0.05^bets is too small for a double where bets are many.
  const odds = Math.log(SHARE_IN_BAND / (1 - SHARE_IN_BAND));
  let logTerm = bets * Math.log(1 - SHARE_IN_BAND);
  let sum = 0;
  for (let k = 0; k <= inBand; k++) {
    sum += Math.exp(logTerm);
    logTerm += Math.log((bets - k) / (k + 1)) + odds;
  }
  return Math.min(sum, 1);
}
