import { grouped } from '../../../../format/numbers.ts';
import { displayDay, type Day } from '../../../day.ts';
import type { NavRow, SchemeRow } from '../../../funds/fund-row.ts';
import { isSegregated, planWords } from '../../../funds/plan-and-option.ts';
import type { Problem } from '../../../problem.ts';
import { hasCheckDigit } from '../../../stocks/isin-check.ts';

/** What is odd about a list of schemes, in numbers. */
export interface SchemeListFindings {
  readonly schemes: number;
  /** NAVs dated more than 7 days before the list, and more than a year. */
  readonly stale: number;
  readonly staleForAYear: number;
  /** NAVs dated after the list, as of liquid funds before a holiday. */
  readonly ahead: number;
  readonly withoutIsin: number;
  readonly malformedIsins: readonly string[];
  readonly wrongCheckDigits: readonly string[];
  /** ISINs of more than one scheme. */
  readonly sharedIsins: readonly string[];
  readonly withoutPlan: number;
  readonly withBothPlans: number;
  readonly segregated: number;
}

/** A NAV older than this is that of a scheme that is closed, matured or merged. */
const LIVE_DAYS = 7;
const YEAR = 365;

/** Twelve letters and digits after a country's two letters, whatever their meaning. */
const LOOKS_LIKE_ISIN = /^[A-Z]{2}[0-9A-Z]{10}$/;

/** Counts what is odd about the schemes of a list of a day. */
export function schemeListFindings(
  schemes: readonly SchemeRow[],
  navs: readonly NavRow[],
  listedOn: Day,
): SchemeListFindings {
  const holders = new Map<string, Set<string>>();
  for (const { series, isin, isinReinvestment } of schemes)
    for (const each of [isin, isinReinvestment])
      if (each !== null) holders.set(each, (holders.get(each) ?? new Set()).add(series));
  const isins = [...holders.keys()];
  const malformed = isins.filter((isin) => !LOOKS_LIKE_ISIN.test(isin));
  const wellFormed = isins.filter((isin) => LOOKS_LIKE_ISIN.test(isin));
  const words = schemes.map(({ name, plan }) => planWords(plan ?? name ?? ''));
  const age = navs.map(({ observedOn }) => listedOn - observedOn);
  const countOf = <T>(list: readonly T[], is: (each: T) => boolean): number => list.filter(is).length;
  return {
    schemes: schemes.length,
    stale: countOf(age, (days) => days > LIVE_DAYS),
    staleForAYear: countOf(age, (days) => days > YEAR),
    ahead: countOf(age, (days) => days < 0),
    withoutIsin: countOf(schemes, ({ isin, isinReinvestment }) => isin === null && isinReinvestment === null),
    malformedIsins: malformed.sort(),
    wrongCheckDigits: wellFormed.filter((isin) => !/\d$/.test(isin) || !hasCheckDigit(isin)).sort(),
    sharedIsins: isins.filter((isin) => holders.get(isin)!.size > 1).sort(),
    withoutPlan: countOf(words, ({ direct, regular }) => !direct && !regular),
    withBothPlans: countOf(words, ({ direct, regular }) => direct && regular),
    segregated: countOf(schemes, ({ name }) => isSegregated(name ?? '')),
  };
}

const FEW = 3;
const named = (list: readonly string[]): string =>
  `${list.slice(0, FEW).join(', ')}${list.length > FEW ? ', …' : ''}`;

/** The findings as notes; what concerns no scheme is left out. */
export function schemeListNotes(about: string, found: SchemeListFindings, listedOn: Day): Problem[] {
  const count = (n: number): string => grouped(n, 0);
  const notes: readonly (readonly [number, string, string])[] = [
    [
      found.stale,
      'stale-nav',
      `NAVs more than ${LIVE_DAYS} days older than the list of ${displayDay(listedOn)}: ${count(found.stale)} of ${count(found.schemes)}, by more than a year ${count(found.staleForAYear)}. These schemes are not live.`,
    ],
    [
      found.ahead,
      'nav-ahead',
      `NAVs dated after the list, as those of liquid funds before a holiday: ${count(found.ahead)}.`,
    ],
    [found.withoutIsin, 'no-isin', `schemes without an ISIN: ${count(found.withoutIsin)}.`],
    [
      found.malformedIsins.length,
      'malformed-isin',
      `texts in place of an ISIN: ${found.malformedIsins.length} (${named(found.malformedIsins)}).`,
    ],
    [
      found.wrongCheckDigits.length,
      'isin-check-digit',
      `ISINs with a wrong check digit: ${found.wrongCheckDigits.length} (${named(found.wrongCheckDigits)}).`,
    ],
    [
      found.sharedIsins.length,
      'shared-isin',
      `ISINs of more than one scheme: ${found.sharedIsins.length} (${named(found.sharedIsins)}). Schemes are identified by their code.`,
    ],
    [
      found.withoutPlan + found.withBothPlans,
      'unknown-plan',
      `schemes that name neither a direct nor a regular plan: ${count(found.withoutPlan)}; both: ${count(found.withBothPlans)}. Unless only the fund's own name has the word, they belong to no peer group.`,
    ],
    [
      found.segregated,
      'segregated',
      `segregated portfolios, which belong to no peer group: ${count(found.segregated)}.`,
    ],
  ];
  return notes
    .filter(([number]) => number > 0)
    .map(([, code, message]) => ({ severity: 'note', code, about, message, remedy: '' }));
}
