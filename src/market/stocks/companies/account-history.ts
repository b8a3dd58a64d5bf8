import { addDays, type Day } from '../../day.ts';
import {
  NO_ACCOUNTS,
  newestPeriodEnd,
  withStatement,
  type Accounts,
  type KnownStatement,
} from './accounts.ts';
import type { DaySlice } from '../day-slice.ts';
import type { PriceRecord } from '../prices/price-state.ts';

/** The accounts of every issuer as known so far, and the splits that put their shares on common terms. Changed in place. */
export interface AccountHistory {
  readonly accounts: Accounts[];
  /** Days of splits, bonuses and the like with the product of adjustments from then on, an issuer each. */
  readonly splits: { readonly day: Day; readonly terms: number }[][];
}

export const newAccountHistory = (names: number): AccountHistory => ({
  accounts: Array.from({ length: names }, () => NO_ACCOUNTS),
  splits: Array.from({ length: names }, () => []),
});

/**
 * Takes in the splits and statements of a session whose prices are already in the record. In place.
 *
 * @returns the issuers of whom something was heard.
 */
export function hearAccounts(history: AccountHistory, slice: DaySlice, prices: PriceRecord): Set<number> {
  const names = history.accounts.length;
  for (let i = 0; i < names; i++) {
    if (slice.adjustment[i] !== 1) history.splits[i]!.push({ day: slice.day, terms: prices.terms[i]! });
  }
  const heard = new Set<number>();
  for (const statement of slice.statements) {
    const i = statement.issuer;
    if (!(i >= 0 && i < names)) throw new RangeError(`a statement of issuer ${i} of ${names}`);
    if (statement.knownOn > slice.day) throw new RangeError('a statement before it was known');
    const terms = history.splits[i]!.findLast((s) => s.day <= statement.periodEnd)?.terms ?? 1;
    // Not `{ ...statement, commonShares }`: V8 makes objects of that whose figures it reads four times as slowly.
    const known: KnownStatement = Object.assign({}, statement, {
      commonShares: statement.shares === null ? null : statement.shares * terms,
    });
    history.accounts[i] = withStatement(history.accounts[i]!, known);
    heard.add(i);
  }
  return heard;
}

/**
 * Accounts whose newest period ended too many days ago say nothing any more. In place.
 *
 * @returns the issuers whose accounts were let go.
 */
export function forgetAccounts({ accounts }: AccountHistory, day: Day, afterDays: number): number[] {
  const oldest = addDays(day, -afterDays);
  const forgotten: number[] = [];
  for (const [i, known] of accounts.entries()) {
    const newest = newestPeriodEnd(known);
    if (newest === null || newest >= oldest) continue;
    accounts[i] = NO_ACCOUNTS;
    forgotten.push(i);
  }
  return forgotten;
}
