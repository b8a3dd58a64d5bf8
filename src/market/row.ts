import type { Day } from './day.ts';
import type { Field, SeriesId } from './series.ts';

/** Where and when a row belongs: its series, the day it tells of, and the day on which it became known in India. */
interface Placed {
  readonly series: SeriesId;
  readonly observedOn: Day;
  readonly knownOn: Day;
}

/** A missing figure is null: never 0, never NaN. */
type Figure = number | null;

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

export type Row = Bar | TotalReturn | Valuation | Flow | FactorPremium | Future | Constituent;
export type RowKind = Row['kind'];

/** A column of a kind's table: the row's property and what DuckDB keeps it as. */
export interface StoredColumn {
  readonly property: string;
  readonly name: string;
  readonly type: 'DOUBLE' | 'VARCHAR' | 'DATE';
}

/**
 * How a kind of row is kept: one table; what, beside series, day and source, tells its rows apart; and what they
 * say. Creating, staging, merging and loading are written once, over these shapes.
 */
export interface Shape {
  readonly table: string;
  readonly key: readonly StoredColumn[];
  readonly figures: readonly StoredColumn[];
}

const columns = (type: StoredColumn['type'], ...properties: string[]): StoredColumn[] =>
  properties.map((property) => ({
    property,
    name: property.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
    type,
  }));

export const SHAPES: Readonly<Record<RowKind, Shape>> = {
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

export const ROW_KINDS = Object.keys(SHAPES) as RowKind[];

/** The kind of row that a figure of a series key is kept in. */
export const kindOf = (field: Field): RowKind => {
  const kind = (['bar', 'total-return', 'valuation', 'flow', 'factor-premium'] as const).find((k) =>
    SHAPES[k].figures.some((column) => column.property === field),
  );
  if (!kind) throw new RangeError(`no kind of row holds the field ${JSON.stringify(field)}`);
  return kind;
};
