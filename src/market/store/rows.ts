import type { Day } from '../day.ts';
import type { Field } from '../series.ts';
import { columns, type Figure, type Placed, type Shape } from './schema-columns.ts';
import { STOCK_SHAPES, type StockRow } from '../stocks/stock-row.ts';

export type { Shape, StoredColumn } from './schema-columns.ts';

/** One session of an index or a rate, in index points, percent or currency. Turnover in ₹ crore. */
export interface Bar extends Placed {
  readonly kind: 'bar';
  readonly open: Figure;
  readonly high: Figure;
  readonly low: Figure;
  readonly close: Figure;
  readonly volume: Figure;
  readonly turnover: Figure;
}

/** The level of an index with its dividends reinvested. */
export interface TotalReturn extends Placed {
  readonly kind: 'total-return';
  readonly tri: Figure;
}

/** Price-earnings and price-book ratio; dividend yield in percent. */
export interface Valuation extends Placed {
  readonly kind: 'valuation';
  readonly pe: Figure;
  readonly pb: Figure;
  readonly dy: Figure;
}

/** Cash-market purchases and sales of one class of investor in a session, ₹ crore. */
export interface Flow extends Placed {
  readonly kind: 'flow';
  readonly buy: Figure;
  readonly sell: Figure;
  readonly net: Figure;
}

/**
 * One month of a factor library, in percent a month, dated by the month's last day: size, value and momentum
 * premium, market over the risk-free rate, and that rate.
 */
export interface FactorPremium extends Placed {
  readonly kind: 'factor-premium';
  readonly smb: Figure;
  readonly hml: Figure;
  readonly wml: Figure;
  readonly mf: Figure;
  readonly rf: Figure;
}

/** One session of one index future; the series is its underlying. Open interest in units of the index, value in ₹. */
export interface Future extends Placed {
  readonly kind: 'future';
  readonly expiry: Day;
  readonly open: Figure;
  readonly high: Figure;
  readonly low: Figure;
  readonly close: Figure;
  readonly settle: Figure;
  readonly contracts: Figure;
  readonly openInterest: Figure;
  readonly value: Figure;
  readonly lot: Figure;
}

/** A member of an index on the day of a snapshot. */
export interface Constituent extends Placed {
  readonly kind: 'constituent';
  readonly symbol: string;
  readonly company: string;
  readonly industry: string;
  readonly listing: string;
  readonly isin: string;
}

/** What is told of an index, a rate or a flow. */
export type SeriesRow = Bar | TotalReturn | Valuation | Flow | FactorPremium | Future | Constituent;
export type Row = SeriesRow | StockRow;
export type SeriesRowKind = SeriesRow['kind'];
export type RowKind = Row['kind'];

const SERIES_SHAPES: Readonly<Record<SeriesRowKind, Shape>> = {
  bar: {
    table: 'bar',
    key: [],
    figures: columns('DOUBLE', 'open', 'high', 'low', 'close', 'volume', 'turnover'),
  },
  'total-return': { table: 'total_return', key: [], figures: columns('DOUBLE', 'tri') },
  valuation: { table: 'valuation', key: [], figures: columns('DOUBLE', 'pe', 'pb', 'dy') },
  flow: { table: 'flow', key: [], figures: columns('DOUBLE', 'buy', 'sell', 'net') },
  'factor-premium': {
    table: 'factor_premium',
    key: [],
    figures: columns('DOUBLE', 'smb', 'hml', 'wml', 'mf', 'rf'),
  },
  future: {
    table: 'future',
    key: columns('DATE', 'expiry'),
    figures: columns(
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
    figures: columns('VARCHAR', 'company', 'industry', 'listing', 'isin'),
  },
};

export const SHAPES: Readonly<Record<RowKind, Shape>> = { ...SERIES_SHAPES, ...STOCK_SHAPES };

export const ROW_KINDS = Object.keys(SHAPES) as RowKind[];
/** The kinds of which a store holds some dozens of series, not thousands: what signals and decisions stand on. */
export const SERIES_KINDS = Object.keys(SERIES_SHAPES) as SeriesRowKind[];

/**
 * Where figures of a kind are read from: its table, or of futures the one of each day that expires next after it, since
 * a series has one figure a day.
 */
export const readFrom = (kind: RowKind): string =>
  kind === 'future'
    ? `(SELECT *, "close" AS near, (expiry - DATE '1970-01-01')::DOUBLE AS near_expiry
        FROM future WHERE expiry > observed_on AND "close" IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY series, observed_on, source, file ORDER BY expiry) = 1)`
    : SHAPES[kind].table;

/** The kind of row that a figure of a series key is kept in. */
export const kindOf = (field: Field): RowKind => {
  const kind = (['bar', 'total-return', 'valuation', 'flow', 'factor-premium'] as const).find((k) =>
    SHAPES[k].figures.some((column) => column.property === field),
  );
  if (field === 'near' || field === 'near_expiry') return 'future';
  if (!kind) throw new RangeError(`no kind of row holds the field ${JSON.stringify(field)}`);
  return kind;
};
