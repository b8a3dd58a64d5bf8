/** The day that feeds the model is market data, so it is declared there. */
export type { DaySlice, Issuer, Statement } from '../market/stocks/day-slice.ts';
