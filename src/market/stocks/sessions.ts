import { SESSIONS_A_YEAR } from '../../math/annualise.ts';

/** Lengths of periods in sessions, as in USE4. */
export const MONTH = 21;
export const QUARTER = 63;
export const HALF_YEAR = 126;
export const YEAR = SESSIONS_A_YEAR;
