import { FACTOR_COUNT, STYLE_AT, type Style, STYLES } from '../../src/risk/factors.ts';
import type { RiskSnapshot } from '../../src/risk/snapshot.ts';
import { SESSIONS_A_YEAR } from '../../src/math/annualise.ts';

/**
 * Factor alpha of a sleeve: its expected active return a year, a decimal. a = IR·Σₖ tₖ·xₖ·σₖ over the styles, with the
 * regime's target exposures t, the sleeve's active exposures x and the factor's forecast volatility σ a year. Only
 * targeted exposures are rewarded; a return in proportion to the tracking error, as in Grinold (1994), would also pay for
 * risk that the regime does not target.
 *
 * @param exposures active exposures by style, in standard deviations.
 */
export const factorAlpha = (
  exposures: Readonly<Record<Style, number>>,
  targets: Readonly<Record<Style, number>>,
  { covariance }: Pick<RiskSnapshot, 'covariance'>,
  informationRatio: number,
): number =>
  informationRatio *
  STYLES.reduce((sum, style, k) => {
    const variance = covariance[(STYLE_AT + k) * (FACTOR_COUNT + 1)]!;
    return sum + targets[style] * exposures[style] * Math.sqrt(SESSIONS_A_YEAR * variance);
  }, 0);
