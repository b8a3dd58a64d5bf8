import { carriedLevels } from '../../math/carried-levels.ts';
import { maximumDrawdown } from '../../math/drawdowns.ts';
import { returnDeviation } from '../../math/performance/return-deviation.ts';
import { finiteOr, type Measured } from '../measured.ts';
import { type LevelSeries, MAX_AGE_DAYS } from '../nav-series.ts';

const SESSIONS_A_YEAR = 252;

/**
 * Maximum drawdown, and standard deviation of daily returns per year, over the sessions of the window. A special session
 * without a NAV carries the last one; NAVs of other days are not used.
 */
export function dailyRisk(
  nav: LevelSeries,
  sessions: Int32Array,
): { readonly drawdown: Measured; readonly deviation: Measured } {
  const levels = carriedLevels(nav.days, nav.values, sessions, MAX_AGE_DAYS);
  const isWhole = levels.every((level) => level > 0);
  const reason = 'the NAVs do not cover the window';
  return {
    drawdown: finiteOr(isWhole ? maximumDrawdown(levels) : NaN, reason),
    deviation: finiteOr(returnDeviation(levels) * Math.sqrt(SESSIONS_A_YEAR), reason),
  };
}
