import { SESSIONS_A_YEAR } from '../../src/math/annualise.ts';
import { FACTOR_COUNT, STYLE_AT, STYLES } from '../../src/risk/factors.ts';
import type { ActiveStyle, UnintendedBet } from './result.ts';

/**
 * The style with the largest tracking error of its own, |exposure| × volatility of the style, among those that the regime
 * does not ask for: styles without a target, and exposures against their target.
 *
 * @param styles the portfolio's active exposures beside the regime's targets, in `STYLES` order.
 * @param covariance [39 × 39] of daily factor returns.
 * @returns null if every exposure is in the direction of its target.
 */
export function largestUnintendedBet(
  styles: readonly ActiveStyle[],
  covariance: Float64Array,
): UnintendedBet | null {
  const bets = styles.flatMap(({ style, target, final }): UnintendedBet[] => {
    if (target * final > 0 || final === 0) return [];
    const at = STYLE_AT + STYLES.indexOf(style);
    const volatility = Math.sqrt(SESSIONS_A_YEAR * covariance[at * FACTOR_COUNT + at]!);
    return [{ style, target, exposure: final, trackingError: 100 * Math.abs(final) * volatility }];
  });
  return bets.reduce<UnintendedBet | null>(
    (largest, bet) => (largest === null || bet.trackingError > largest.trackingError ? bet : largest),
    null,
  );
}
