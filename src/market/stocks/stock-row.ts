import { columns, type Figure, type Placed, type Shape } from '../store/schema-columns.ts';

/*
 * Rows about single companies. Their series is the ISIN in the file, or the symbol where it has none; both are in
 * upper case, so that they can never be taken for an index. Which of them are one issuer is settled when they are read.
 */

/** One session of one line of a share, ₹ a share. */
export interface StockBar extends Placed {
  readonly kind: 'stock-bar';
  readonly open: Figure;
  readonly high: Figure;
  readonly low: Figure;
  readonly close: Figure;
  /** Close with later dividends taken out as well, where the source has a usable one. */
  readonly adjustedClose: Figure;
  /** Shares, in the terms of the prices. */
  readonly volume: Figure;
  /** ₹; null where the source does not say. */
  readonly tradedValue: Figure;
  readonly symbol: string;
  /** The exchange's word for the line: `EQ`, `BE`; empty where the source has none. */
  readonly listing: string;
  /** Whether prices are those of the day or have been put on the terms of the file's last day. */
  readonly basis: 'as-traded' | 'split-adjusted';
}

/** A change in what one share is, or a dividend, dated by its ex-day. */
export interface StockAction extends Placed {
  readonly kind: 'corporate-action';
  readonly action: 'split' | 'bonus' | 'consolidation' | 'dividend';
  /** Shares after for each share before; null for a dividend. */
  readonly shares: Figure;
  /** ₹ a share in the terms of the ex-day; null but for a dividend. */
  readonly perShare: Figure;
}

/** Shares outstanding from a day on, in the terms of that day. */
export interface SharesOutstanding extends Placed {
  readonly kind: 'shares';
  readonly outstanding: Figure;
}

/** One part of a set of accounts, ₹ crore, dated by its period end. Parts come in files of their own. */
export interface StockStatement extends Placed {
  readonly kind: 'statement';
  readonly period: 'quarter' | 'year';
  readonly part: 'whole' | 'balance-sheet' | 'profit-and-loss' | 'cash-flow';
  /** `filed`: `knownOn` is the day of filing; `assumed`: the period end plus the usual delay. */
  readonly delay: 'filed' | 'assumed';
  readonly sales: Figure;
  readonly costOfGoods: Figure;
  readonly netIncome: Figure;
  readonly depreciation: Figure;
  readonly deferredTax: Figure;
  readonly dividends: Figure;
  readonly totalAssets: Figure;
  readonly bookEquity: Figure;
  readonly preferred: Figure;
  readonly longTermDebt: Figure;
  readonly shortTermDebt: Figure;
  /** Crore shares in the terms of the period end. */
  readonly shares: Figure;
  /** Paid-up share capital, from which shares follow by the face value. */
  readonly equityCapital: Figure;
  readonly operatingCashFlow: Figure;
}

/** What a company is, as told by a list that was right on a day. Null where the list does not say. */
export interface Classification extends Placed {
  readonly kind: 'classification';
  /** Which kind of list says so: several may speak of one company. */
  readonly list: string;
  readonly symbol: string | null;
  readonly isin: string | null;
  readonly company: string | null;
  /** The list's own word for the industry. */
  readonly industry: string | null;
  /** ₹ a share. */
  readonly faceValue: Figure;
}

/** The part of a company's shares that the public holds, from a day on. */
export interface FreeFloatRow extends Placed {
  readonly kind: 'free-float';
  /** Above 0, at most 1. */
  readonly share: Figure;
}

/** The first or the last day of a company in an index. */
export interface IndexMembership extends Placed {
  readonly kind: 'index-membership';
  /** The index's id, as of its levels. */
  readonly index: string;
  /** `joined`: a member from this day on; `left`: to this day, and no longer. */
  readonly change: 'joined' | 'left';
}

export type StockRow =
  | StockBar
  | StockAction
  | SharesOutstanding
  | StockStatement
  | Classification
  | FreeFloatRow
  | IndexMembership;
export type StockRowKind = StockRow['kind'];

export const STATEMENT_FIGURES = [
  'sales',
  'costOfGoods',
  'netIncome',
  'depreciation',
  'deferredTax',
  'dividends',
  'totalAssets',
  'bookEquity',
  'preferred',
  'longTermDebt',
  'shortTermDebt',
  'shares',
  'equityCapital',
  'operatingCashFlow',
] as const;

export const STOCK_SHAPES: Readonly<Record<StockRowKind, Shape>> = {
  'stock-bar': {
    table: 'stock_bar',
    key: [],
    figures: [
      ...columns('DOUBLE', 'open', 'high', 'low', 'close', 'adjustedClose', 'volume', 'tradedValue'),
      ...columns('VARCHAR', 'symbol', 'listing', 'basis'),
    ],
  },
  'corporate-action': {
    table: 'corporate_action',
    key: columns('VARCHAR', 'action'),
    figures: columns('DOUBLE', 'shares', 'perShare'),
  },
  shares: { table: 'shares', key: [], figures: columns('DOUBLE', 'outstanding') },
  statement: {
    table: 'statement',
    key: columns('VARCHAR', 'period', 'part'),
    figures: [...columns('DOUBLE', ...STATEMENT_FIGURES), ...columns('VARCHAR', 'delay')],
  },
  'free-float': { table: 'free_float', key: [], figures: columns('DOUBLE', 'share') },
  'index-membership': {
    table: 'index_membership',
    key: columns('VARCHAR', 'index'),
    figures: columns('VARCHAR', 'change'),
  },
  classification: {
    table: 'classification',
    key: columns('VARCHAR', 'list'),
    figures: [
      ...columns('VARCHAR', 'symbol', 'isin', 'company', 'industry'),
      ...columns('DOUBLE', 'faceValue'),
    ],
  },
};

export const STOCK_KINDS = Object.keys(STOCK_SHAPES) as StockRowKind[];
