import { financialYearOf } from '../../../allocations/tax/financial-year.ts';
import type { Day } from '../../market/day.ts';
import type { BacktestRules } from '../../rulebook/backtest-rules.ts';

export type FeeTerms = BacktestRules['fee'];

/** What the next performance fee is measured from. Values in one unit. */
export interface FeeAccount {
  /** High-water mark: the highest value on any day on which fees were charged, before that fee, or what was paid in. */
  readonly mark: number;
  /** Value after the last fee, or what was paid in, and its day. */
  readonly opening: number;
  readonly since: Day;
}

export const openFeeAccount = (paidIn: number, since: Day): FeeAccount => ({
  mark: paidIn,
  opening: paidIn,
  since,
});

export interface ChargedFee {
  readonly fee: number;
  readonly account: FeeAccount;
}

/**
 * The performance fee at the end of a period: a share of the value above both the high-water mark and the hurdle, which is simple
 * interest on the value at the start of the period, actual days over 365; there is no catch-up. The mark is SEBI's (circular
 * IMD/DF/13/2010 of 5 October 2010): the highest value that the portfolio has reached on the days on which performance fees
 * were charged. It is the value before the fee (our choice: the circular’s example says so), so that no rupee of gain is
 * charged twice.
 *
 * @param value of the portfolio after all other costs.
 * @example
 * const terms = { fixed: 0, performance: 0.2, hurdle: 0.1 };
 * const account = openFeeAccount(10_00_000, day('2024-04-01'));
 * chargePerformanceFee(account, 12_00_000, day('2025-04-01'), terms).fee; // 20 % of the value above 11,00,000: 20,000
 */
export function chargePerformanceFee(
  { mark, opening, since }: FeeAccount,
  value: number,
  on: Day,
  { performance, hurdle }: FeeTerms,
): ChargedFee {
  const hurdleValue = opening * (1 + (hurdle * (on - since)) / 365);
  const fee = performance * Math.max(0, value - Math.max(mark, hurdleValue));
  return { fee, account: { mark: Math.max(mark, value), opening: value - fee, since: on } };
}

/**
 * Whether performance fees are charged at a session: the last one of a financial year (our choice; SEBI allows any period of
 * a quarter or more), and the last of the record, where the hurdle counts the days since.
 *
 * @param last the last session of the record.
 */
export function isFeeSession(session: number, sessions: readonly Day[], last: number): boolean {
  if (session >= last) return session === last;
  return financialYearOf(sessions[session + 1]!) > financialYearOf(sessions[session]!);
}
