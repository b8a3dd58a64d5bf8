/** Lengths of time in sessions of the market, as USE4 counts them. */
export const MONTH = 21;
export const QUARTER = 63;
export const HALF_YEAR = 126;
export const YEAR = 252;
