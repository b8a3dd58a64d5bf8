import type { Day } from '../day.ts';
import { columns, type NullableNumber, type RowBase, type TableSchema } from '../store/schema-columns.ts';

/*
 * Rows about mutual funds. Their series is `amfi:` and the scheme code, which no index, ISIN or symbol can be. A list
 * that has names but no codes, such as AMFI's expense ratios, gives `scheme-name:` and the plain name of the scheme; names
 * are matched to codes when they are read, so that the order of imports does not matter.
 */

/** The net asset value of a unit of a scheme, ₹, dated by its valuation; known on the next calendar day. */
export interface NavRow extends RowBase {
  readonly kind: 'nav';
  readonly nav: NullableNumber;
}

/** A scheme as a list described it on the day of the list. Null where the list has no such column. */
export interface SchemeRow extends RowBase {
  readonly kind: 'scheme';
  readonly name: string | null;
  /** The fund house. */
  readonly house: string | null;
  /** `Open Ended Schemes`, as printed. */
  readonly structure: string | null;
  /** `Equity Scheme - Large Cap Fund`, as printed. */
  readonly category: string | null;
  /** As printed; lists before August 2026 have it in the name only. */
  readonly plan: string | null;
  readonly option: string | null;
  readonly isin: string | null;
  readonly isinReinvestment: string | null;
}

/** Facts about a scheme that are not prices. */
const FUND_FACTS = [
  'ter',
  'base-ter',
  'aum',
  'category',
  'plan',
  'option',
  'manager',
  'manager-since',
  'launched',
  'benchmark',
  'exit-load',
  'ytm',
  'modified-duration',
] as const;
export type FundFactId = (typeof FUND_FACTS)[number];

/**
 * One fact about a scheme: a number (expense ratio and yield in percent, assets in ₹ crore, duration in years) or a
 * text (dates in ISO).
 */
export interface FundFactRow extends RowBase {
  readonly kind: 'fund-fact';
  readonly fact: FundFactId;
  /** `direct` or `regular` where the list gives the fact for both plans of a name; empty where the series has one plan. */
  readonly plan: 'direct' | 'regular' | '';
  readonly number: NullableNumber;
  readonly text: string | null;
}

export const SCHEME_EVENTS = ['merged-into', 'renamed', 'code-changed', 'segregated', 'idcw'] as const;
export type SchemeEventId = (typeof SCHEME_EVENTS)[number];

/**
 * An event in the life of a scheme: a merger into another scheme, a new name, a new code, a segregated portfolio, or a
 * payout. `other` is the other scheme's code or the new name, else empty.
 */
export interface SchemeEventRow extends RowBase {
  readonly kind: 'scheme-event';
  readonly event: SchemeEventId;
  readonly other: string;
  /** Units of the other scheme for a unit of this one; of a payout, ₹ a unit. */
  readonly ratio: NullableNumber;
}

export type FundRow = NavRow | SchemeRow | FundFactRow | SchemeEventRow;
export type FundRowKind = FundRow['kind'];

export const FUND_TABLE_SCHEMAS: Readonly<Record<FundRowKind, TableSchema>> = {
  nav: { table: 'nav', key: [], values: columns('DOUBLE', 'nav') },
  scheme: {
    table: 'scheme',
    key: [],
    values: columns(
      'VARCHAR',
      'name',
      'house',
      'structure',
      'category',
      'plan',
      'option',
      'isin',
      'isinReinvestment',
    ),
  },
  'fund-fact': {
    table: 'fund_fact',
    key: columns('VARCHAR', 'fact', 'plan'),
    values: [...columns('DOUBLE', 'number'), ...columns('VARCHAR', 'text')],
  },
  'scheme-event': {
    table: 'scheme_event',
    key: columns('VARCHAR', 'event', 'other'),
    values: columns('DOUBLE', 'ratio'),
  },
};

const SCHEME = 'amfi:';

/** The series of a scheme code. */
export const schemeSeries = (code: string): string => `${SCHEME}${code}`;

/** The scheme code of a series; null for a series of another kind. */
export const schemeCode = (series: string): string | null =>
  series.startsWith(SCHEME) ? series.slice(SCHEME.length) : null;

const NAME = 'scheme-name:';

/** The series of a plain scheme name (`plainSchemeName`). */
export const schemeNameSeries = (plainName: string): string => `${NAME}${plainName}`;

/** The plain name of a series; null for a series of another kind. */
export const schemeNameOf = (series: string): string | null =>
  series.startsWith(NAME) ? series.slice(NAME.length) : null;

/** The syntax of a scheme code. */
export const isSchemeCode = (text: string): boolean => /^\d{4,7}$/.test(text);

/** A NAV of a day is published that night after 21:30, by some houses the next morning: known on the next calendar day. */
export const navKnownOn = (observedOn: Day): Day => (observedOn + 1) as Day;
