import type { Day } from '../day.ts';
import type { Field } from '../series.ts';
import { columns, type NullableNumber, type RowBase, type TableSchema } from './schema-columns.ts';
import { ACCOUNT_TABLE_SCHEMAS, type AccountRow } from '../accounts/account-row.ts';
import { FUND_TABLE_SCHEMAS, type FundRow } from '../funds/fund-row.ts';
import { STOCK_TABLE_SCHEMAS, type StockRow } from '../stocks/stock-row.ts';

export type { TableSchema, StoredColumn } from './schema-columns.ts';

/** One session of an index or a rate, in index points, percent or currency. Turnover in ₹ crore. */
export interface Bar extends RowBase {
  readonly kind: 'bar';
  readonly open: NullableNumber;
  readonly high: NullableNumber;
  readonly low: NullableNumber;
  readonly close: NullableNumber;
  readonly volume: NullableNumber;
  readonly turnover: NullableNumber;
}

/** The level of an index with dividends reinvested. */
export interface TotalReturn extends RowBase {
  readonly kind: 'total-return';
  readonly tri: NullableNumber;
}

/** Price-earnings and price-book ratio; dividend yield in percent. */
export interface Valuation extends RowBase {
  readonly kind: 'valuation';
  readonly pe: NullableNumber;
  readonly pb: NullableNumber;
  readonly dy: NullableNumber;
}

/** Cash-market purchases and sales of one class of investor in a session, ₹ crore. */
export interface Flow extends RowBase {
  readonly kind: 'flow';
  readonly buy: NullableNumber;
  readonly sell: NullableNumber;
  readonly net: NullableNumber;
}

/**
 * One month of a factor library, in percent a month, dated by the month's last day: size, value and momentum
 * premium, market return over the risk-free rate, and the risk-free rate.
 */
export interface FactorPremium extends RowBase {
  readonly kind: 'factor-premium';
  readonly smb: NullableNumber;
  readonly hml: NullableNumber;
  readonly wml: NullableNumber;
  readonly mf: NullableNumber;
  readonly rf: NullableNumber;
}

/** One session of one index future; the series is its underlying. Open interest in units of the index, value in ₹. */
export interface Future extends RowBase {
  readonly kind: 'future';
  readonly expiry: Day;
  readonly open: NullableNumber;
  readonly high: NullableNumber;
  readonly low: NullableNumber;
  readonly close: NullableNumber;
  readonly settle: NullableNumber;
  readonly contracts: NullableNumber;
  readonly openInterest: NullableNumber;
  readonly value: NullableNumber;
  readonly lot: NullableNumber;
}

/** A constituent of an index on the day of a list. */
export interface Constituent extends RowBase {
  readonly kind: 'constituent';
  readonly symbol: string;
  readonly company: string;
  readonly industry: string;
  readonly listing: string;
  readonly isin: string;
}

/** A row about an index, a rate or a flow. */
export type SeriesRow = Bar | TotalReturn | Valuation | Flow | FactorPremium | Future | Constituent;
export type Row = SeriesRow | StockRow | FundRow | AccountRow;
export type SeriesRowKind = SeriesRow['kind'];
export type RowKind = Row['kind'];

const SERIES_TABLE_SCHEMAS: Readonly<Record<SeriesRowKind, TableSchema>> = {
  bar: {
    table: 'bar',
    key: [],
    values: columns('DOUBLE', 'open', 'high', 'low', 'close', 'volume', 'turnover'),
  },
  'total-return': { table: 'total_return', key: [], values: columns('DOUBLE', 'tri') },
  valuation: { table: 'valuation', key: [], values: columns('DOUBLE', 'pe', 'pb', 'dy') },
  flow: { table: 'flow', key: [], values: columns('DOUBLE', 'buy', 'sell', 'net') },
  'factor-premium': {
    table: 'factor_premium',
    key: [],
    values: columns('DOUBLE', 'smb', 'hml', 'wml', 'mf', 'rf'),
  },
  future: {
    table: 'future',
    key: columns('DATE', 'expiry'),
    values: columns(
      'DOUBLE',
      'open',
      'high',
      'low',
      'close',
      'settle',
      'contracts',
      'openInterest',
      'value',
      'lot',
    ),
  },
  constituent: {
    table: 'constituent',
    key: columns('VARCHAR', 'symbol'),
    values: columns('VARCHAR', 'company', 'industry', 'listing', 'isin'),
  },
};

export const TABLE_SCHEMAS: Readonly<Record<RowKind, TableSchema>> = {
  ...SERIES_TABLE_SCHEMAS,
  ...STOCK_TABLE_SCHEMAS,
  ...FUND_TABLE_SCHEMAS,
  ...ACCOUNT_TABLE_SCHEMAS,
};

export const ROW_KINDS = Object.keys(TABLE_SCHEMAS) as RowKind[];
/** Kinds with dozens of series rather than thousands: the data of signals and decisions. */
export const SERIES_KINDS = Object.keys(SERIES_TABLE_SCHEMAS) as SeriesRowKind[];

/**
 * SQL for the rows of a kind: its table, or for futures the contract that expires next after each day, because a series
 * has one value a day.
 */
export const tableExpression = (kind: RowKind): string =>
  kind === 'future'
    ? `(SELECT *, "close" AS near, (expiry - DATE '1970-01-01')::DOUBLE AS near_expiry
        FROM future WHERE expiry > observed_on AND "close" IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY series, observed_on, source, file ORDER BY expiry) = 1)`
    : TABLE_SCHEMAS[kind].table;

/** The kind of row that contains a field. */
export const kindOf = (field: Field): RowKind => {
  const kind = (['bar', 'total-return', 'valuation', 'flow', 'factor-premium', 'nav'] as const).find((k) =>
    TABLE_SCHEMAS[k].values.some((column) => column.property === field),
  );
  if (field === 'near' || field === 'near_expiry') return 'future';
  if (!kind) throw new RangeError(`no kind of row has the field ${JSON.stringify(field)}`);
  return kind;
};
