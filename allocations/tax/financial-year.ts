import { type Day, dayOf, monthNumber } from '../../src/market/day.ts';

/** A financial year, April to March, identified by the calendar year in which it begins: 2024 is 2024–25. */
declare const brand: unique symbol;
export type FinancialYear = number & { readonly [brand]: 'FinancialYear' };

const APRIL = 3;

export const financialYearOf = (day: Day): FinancialYear =>
  Math.floor((monthNumber(day) - APRIL) / 12) as FinancialYear;

/** 1 April of the year. */
export const firstDayOf = (year: FinancialYear): Day => dayOf(year, APRIL + 1, 1)!;

/** Parses `2024-25` or `2024–25`; null for anything else. */
export function parseYear(text: string): FinancialYear | null {
  const [, first, last] = /^(\d{4})[-–](\d{2})$/.exec(text) ?? [];
  if (first === undefined || (Number(first) + 1) % 100 !== Number(last)) return null;
  return Number(first) as FinancialYear;
}

/** `2024–25`. */
export const yearName = (year: FinancialYear): string =>
  `${year}–${String((year + 1) % 100).padStart(2, '0')}`;
