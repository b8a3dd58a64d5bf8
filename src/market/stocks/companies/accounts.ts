import type { Day } from '../../day.ts';
import type { Statement } from '../daily-slice.ts';

/** A statement with its shares adjusted for splits. */
export interface KnownStatement extends Statement {
  /** Crore shares, adjusted to the first session of the data; null if not reported. */
  readonly commonShares: number | null;
}

/** The accounts of one issuer known so far; if a period was reported twice, the latest report is kept. */
export interface Accounts {
  /** Oldest first, at most six. */
  readonly years: readonly KnownStatement[];
  /** Oldest first, at most eight. */
  readonly quarters: readonly KnownStatement[];
}

export const NO_ACCOUNTS: Accounts = { years: [], quarters: [] };

const YEARS_KEPT = 6;
const QUARTERS_KEPT = 8;

/** The accounts with one more statement. */
export const withStatement = (accounts: Accounts, statement: KnownStatement): Accounts =>
  statement.period === 'year'
    ? { ...accounts, years: inserted(accounts.years, statement, YEARS_KEPT) }
    : { ...accounts, quarters: inserted(accounts.quarters, statement, QUARTERS_KEPT) };

/**
 * Inserts a statement by period end, searching from the end, where it nearly always belongs. Older statements, long out
 * of the processor's cache, are then not read: adding 80 statements takes 45 µs, with filter and sort 90 µs.
 */
function inserted(
  list: readonly KnownStatement[],
  statement: KnownStatement,
  kept: number,
): readonly KnownStatement[] {
  let at = list.length;
  while (at > 0 && list[at - 1]!.periodEnd > statement.periodEnd) at--;
  const replaces = at > 0 && list[at - 1]!.periodEnd === statement.periodEnd;
  const next = list.slice();
  next.splice(replaces ? at - 1 : at, replaces ? 1 : 0, statement);
  return next.slice(-kept);
}

/** An item of a statement; null if not reported. */
export type Item = (statement: KnownStatement) => number | null;

export const netIncome: Item = (s) => s.netIncome;
export const totalAssets: Item = (s) => s.totalAssets;

/** ₹ a share, adjusted for splits; null if not reported. */
export const earningsPerShare: Item = (s) =>
  s.netIncome === null || s.commonShares === null || s.commonShares <= 0
    ? null
    : s.netIncome / s.commonShares;

/** The latest period end of any statement; null if there is none. */
export function newestPeriodEnd({ years, quarters }: Accounts): Day | null {
  const year = years.at(-1)?.periodEnd ?? null;
  const quarter = quarters.at(-1)?.periodEnd ?? null;
  return year === null ? quarter : quarter === null || year > quarter ? year : quarter;
}

/** A balance-sheet item of the latest statement that reports it, a year's before a quarter's of the same day; NaN if none does. */
export function latest({ years, quarters }: Accounts, item: Item): number {
  let year = years.length - 1;
  let quarter = quarters.length - 1;
  while (year >= 0 || quarter >= 0) {
    const later = year < 0 || (quarter >= 0 && quarters[quarter]!.periodEnd > years[year]!.periodEnd);
    const value = item(later ? quarters[quarter--]! : years[year--]!);
    if (value !== null) return value;
  }
  return NaN;
}

/**
 * A flow item over the trailing twelve months: four consecutive quarters if they end no earlier than the last financial
 * year, else that year. NaN if neither is reported.
 */
export function trailing(accounts: Accounts, item: Item): number {
  const quarters = fourQuarters(accounts, item, 0);
  const year = accounts.years.at(-1);
  const yearValue = year === undefined ? null : item(year);
  const newestQuarter = accounts.quarters.at(-1);
  if (quarters !== null && (yearValue === null || newestQuarter!.periodEnd >= year!.periodEnd))
    return quarters;
  return yearValue ?? NaN;
}

/**
 * A flow item over the trailing twelve months and over the twelve months before, on the same basis: eight consecutive
 * quarters if available, else the last two financial years. Null if neither is available.
 */
export function lastTwoYears(
  accounts: Accounts,
  item: Item,
): { readonly before: number; readonly now: number } | null {
  const now = fourQuarters(accounts, item, 0);
  const before = fourQuarters(accounts, item, 4);
  const year = accounts.years.at(-1);
  const yearBefore = accounts.years.at(-2);
  const quarterly = now !== null && before !== null;
  if (quarterly && (year === undefined || accounts.quarters.at(-1)!.periodEnd >= year.periodEnd)) {
    return { before, now };
  }
  if (year === undefined || yearBefore === undefined || !apart(yearBefore, year, 330, 400)) return null;
  const [a, b] = [item(yearBefore), item(year)];
  return a === null || b === null ? null : { before: a, now: b };
}

/** Values of an annual item, oldest first, with the time of each in years relative to the newest (≤ 0). */
export interface YearlyValues {
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** An annual item over the last `years` years; years that do not report it are left out. */
export function yearly(accounts: Accounts, item: Item, years: number): YearlyValues {
  const newest = accounts.years.at(-1)?.periodEnd ?? 0;
  const times: number[] = [];
  const values: number[] = [];
  for (const s of accounts.years) {
    const time = (s.periodEnd - newest) / 365.25;
    const value = item(s);
    // Half a year of tolerance: year ends move by some days, and occasionally by a quarter.
    if (value === null || time <= -(years - 0.5)) continue;
    times.push(time);
    values.push(value);
  }
  return { times, values };
}

const apart = (a: Statement, b: Statement, least: number, most: number): boolean =>
  b.periodEnd - a.periodEnd >= least && b.periodEnd - a.periodEnd <= most;

/** The sum of four consecutive quarters, the last of them `back` quarters before the newest; null if one is missing. */
function fourQuarters({ quarters }: Accounts, item: Item, back: number): number | null {
  const end = quarters.length - back;
  if (end < 4) return null;
  let sum = 0;
  for (let q = end - 4; q < quarters.length; q++) {
    if (q > end - 4 && !apart(quarters[q - 1]!, quarters[q]!, 75, 110)) return null;
    if (q >= end) continue;
    const value = item(quarters[q]!);
    if (value === null) return null;
    sum += value;
  }
  return sum;
}
