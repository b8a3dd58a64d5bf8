import { columns, type NullableNumber, type RowBase, type TableSchema } from '../store/schema-columns.ts';

/*
 * Rows about the accounts of a portfolio manager's own record: valuations, transactions and holdings. Their series is `account:`
 * and a code of the firm's, which no index, ISIN or symbol can be; names of clients are never stored. All are known at the
 * close of their day.
 */

/** When a flow counts as invested: from the start of its day, or from its end. */
export const FLOW_TIMINGS = ['start', 'end'] as const;
export type FlowTiming = (typeof FLOW_TIMINGS)[number];

/** What an account is worth after the day's flow and fees, ₹; null on a day with a flow and without a valuation. */
export interface AccountValueRow extends RowBase {
  readonly kind: 'account-value';
  readonly value: NullableNumber;
  /** External flow, into the account positive. */
  readonly flow: NullableNumber;
  /** Fees charged on the day, as a positive amount. */
  readonly fees: NullableNumber;
  readonly flowAt: FlowTiming;
}

export const SIDES = ['buy', 'sell'] as const;

/** A purchase or sale. Price a share or unit and charges in ₹. */
export interface AccountTradeRow extends RowBase {
  readonly kind: 'account-trade';
  readonly isin: string;
  readonly side: (typeof SIDES)[number];
  /** Distinguishes several of one day; may be empty. */
  readonly order: string;
  readonly quantity: NullableNumber;
  readonly price: NullableNumber;
  readonly charges: NullableNumber;
}

/** A holding at the close of a day. Value in ₹. */
export interface AccountHoldingRow extends RowBase {
  readonly kind: 'account-holding';
  readonly isin: string;
  readonly quantity: NullableNumber;
  readonly value: NullableNumber;
}

export type AccountRow = AccountValueRow | AccountTradeRow | AccountHoldingRow;
export type AccountRowKind = AccountRow['kind'];

export const ACCOUNT_TABLE_SCHEMAS: Readonly<Record<AccountRowKind, TableSchema>> = {
  'account-value': {
    table: 'account_value',
    key: [],
    values: [...columns('DOUBLE', 'value', 'flow', 'fees'), ...columns('VARCHAR', 'flowAt')],
  },
  'account-trade': {
    table: 'account_trade',
    key: columns('VARCHAR', 'isin', 'side', 'order'),
    values: columns('DOUBLE', 'quantity', 'price', 'charges'),
  },
  'account-holding': {
    table: 'account_holding',
    key: columns('VARCHAR', 'isin'),
    values: columns('DOUBLE', 'quantity', 'value'),
  },
};

const ACCOUNT = 'account:';

/** The series of an account's code. */
export const accountSeries = (code: string): string => `${ACCOUNT}${code}`;

/** The code of an account's series; null for a series of another kind. */
export const accountCode = (series: string): string | null =>
  series.startsWith(ACCOUNT) ? series.slice(ACCOUNT.length) : null;
