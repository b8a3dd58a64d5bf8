import { columns, type NullableNumber, type RowBase, type TableSchema } from '../store/schema-columns.ts';

/*
 * Rows about stocks. Their series is the ISIN in the file, or the symbol if the file has none; both are upper case, so
 * that they cannot be mistaken for an index. Series are matched to issuers when they are read.
 */

/** One session of a stock, ₹ a share. */
export interface StockBar extends RowBase {
  readonly kind: 'stock-bar';
  readonly open: NullableNumber;
  readonly high: NullableNumber;
  readonly low: NullableNumber;
  readonly close: NullableNumber;
  /** Close also adjusted for later dividends, if the source has a usable one. */
  readonly adjustedClose: NullableNumber;
  /** Number of shares, on the same split adjustment as the prices. */
  readonly volume: NullableNumber;
  /** ₹; null if the source has none. */
  readonly tradedValue: NullableNumber;
  readonly symbol: string;
  /** The exchange's series code: `EQ`, `BE`; empty if the source has none. */
  readonly listing: string;
  /** Whether prices are as traded or split-adjusted to the file's last day. */
  readonly basis: 'as-traded' | 'split-adjusted';
}

/** A split, bonus, consolidation, dividend, rights issue or demerger, dated by its ex-day. */
export interface StockAction extends RowBase {
  readonly kind: 'corporate-action';
  readonly action: 'split' | 'bonus' | 'consolidation' | 'dividend' | 'rights' | 'demerger';
  /**
   * Shares after for each share before; of a rights issue for a holder who takes up all rights. Null for a dividend or
   * demerger.
   */
  readonly shares: NullableNumber;
  /**
   * ₹ per share of the ex-day: the dividend, the issue price of a rights issue, or the value taken out by a demerger (null
   * if it is to be taken from the price). Null for the other actions.
   */
  readonly perShare: NullableNumber;
  /** The percentage of its cost that a tax lot keeps after a demerger; null for other actions, or if unknown. */
  readonly costKept: NullableNumber;
}

/** Shares outstanding from a day on, as counted on that day. */
export interface SharesOutstanding extends RowBase {
  readonly kind: 'shares';
  readonly outstanding: NullableNumber;
}

/** One part of a statement of accounts, ₹ crore, dated by its period end. Parts may come in separate files. */
export interface StockStatement extends RowBase {
  readonly kind: 'statement';
  readonly period: 'quarter' | 'year';
  readonly part: 'whole' | 'balance-sheet' | 'profit-and-loss' | 'cash-flow';
  /** `filed`: `knownOn` is the filing date; `assumed`: the period end plus an assumed delay. */
  readonly delay: 'filed' | 'assumed';
  readonly sales: NullableNumber;
  readonly costOfGoods: NullableNumber;
  readonly netIncome: NullableNumber;
  readonly depreciation: NullableNumber;
  readonly deferredTax: NullableNumber;
  readonly dividends: NullableNumber;
  readonly totalAssets: NullableNumber;
  readonly bookEquity: NullableNumber;
  readonly preferred: NullableNumber;
  readonly longTermDebt: NullableNumber;
  readonly shortTermDebt: NullableNumber;
  /** Shares at the period end, in crore, unadjusted for later splits. */
  readonly shares: NullableNumber;
  /** Paid-up share capital; shares follow from the face value. */
  readonly equityCapital: NullableNumber;
  readonly operatingCashFlow: NullableNumber;
}

/** A company's name, industry and face value according to a list of a day. Null if the list does not say. */
export interface Classification extends RowBase {
  readonly kind: 'classification';
  /** The kind of list: several may describe one company. */
  readonly list: string;
  readonly symbol: string | null;
  readonly isin: string | null;
  readonly company: string | null;
  /** The industry as the list names it. */
  readonly industry: string | null;
  /** ₹ a share. */
  readonly faceValue: NullableNumber;
}

/** The free-float factor of a stock from a day on. */
export interface FreeFloatRow extends RowBase {
  readonly kind: 'free-float';
  /** Above 0, at most 1. */
  readonly share: NullableNumber;
}

/** The first or last day of a stock in an index. */
export interface IndexMembership extends RowBase {
  readonly kind: 'index-membership';
  /** The index's id, the same as for its levels. */
  readonly index: string;
  /** `joined`: a constituent from this day on; `left`: a constituent up to and including this day. */
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

export const STOCK_TABLE_SCHEMAS: Readonly<Record<StockRowKind, TableSchema>> = {
  'stock-bar': {
    table: 'stock_bar',
    key: [],
    values: [
      ...columns('DOUBLE', 'open', 'high', 'low', 'close', 'adjustedClose', 'volume', 'tradedValue'),
      ...columns('VARCHAR', 'symbol', 'listing', 'basis'),
    ],
  },
  'corporate-action': {
    table: 'corporate_action',
    key: columns('VARCHAR', 'action'),
    values: columns('DOUBLE', 'shares', 'perShare', 'costKept'),
  },
  shares: { table: 'shares', key: [], values: columns('DOUBLE', 'outstanding') },
  statement: {
    table: 'statement',
    key: columns('VARCHAR', 'period', 'part'),
    values: [...columns('DOUBLE', ...STATEMENT_FIGURES), ...columns('VARCHAR', 'delay')],
  },
  'free-float': { table: 'free_float', key: [], values: columns('DOUBLE', 'share') },
  'index-membership': {
    table: 'index_membership',
    key: columns('VARCHAR', 'index'),
    values: columns('VARCHAR', 'change'),
  },
  classification: {
    table: 'classification',
    key: columns('VARCHAR', 'list'),
    values: [
      ...columns('VARCHAR', 'symbol', 'isin', 'company', 'industry'),
      ...columns('DOUBLE', 'faceValue'),
    ],
  },
};

export const STOCK_KINDS = Object.keys(STOCK_TABLE_SCHEMAS) as StockRowKind[];
