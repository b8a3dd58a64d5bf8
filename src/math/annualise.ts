export const SESSIONS_A_YEAR = 252;

/** A daily deviation as people read it: percent a year, by √252. */
export const annualPercent = (daily: number): number => 100 * daily * Math.sqrt(SESSIONS_A_YEAR);
