import { type Day, dayOf, monthNumber } from '../../src/market/day.ts';

/** A financial year, April to March, by the calendar year it begins in: 2024 is 2024–25. */
declare const brand: unique symbol;
export type FinancialYear = number & { readonly [brand]: 'FinancialYear' };

const APRIL = 3;

export const financialYearOf = (day: Day): FinancialYear =>
  Math.floor((monthNumber(day) - APRIL) / 12) as FinancialYear;

/** 1 April of the year. */
export const firstDayOf = (year: FinancialYear): Day => dayOf(year, APRIL + 1, 1)!;

/** Of `2024-25` or `2024–25`; null for anything else. */
export function parseYear(text: string): FinancialYear | null {
  const [, begins, ends] = /^(\d{4})[-–](\d{2})$/.exec(text) ?? [];
  if (begins === undefined || (Number(begins) + 1) % 100 !== Number(ends)) return null;
  return Number(begins) as FinancialYear;
}

/** `2024–25`. */
export const yearName = (year: FinancialYear): string =>
  `${year}–${String((year + 1) % 100).padStart(2, '0')}`;
