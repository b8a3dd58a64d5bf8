/** Trading days in a year: the convention for annualising daily means and volatilities (USE4, and usual in India). */
export const SESSIONS_A_YEAR = 252;

/** Annualised volatility in percent, × √252, of a daily standard deviation as a decimal. */
export const annualPercent = (daily: number): number => 100 * daily * Math.sqrt(SESSIONS_A_YEAR);
