import { addDays, type Day } from '../../day.ts';
import {
  NO_ACCOUNTS,
  newestPeriodEnd,
  withStatement,
  type Accounts,
  type KnownStatement,
} from './accounts.ts';
import type { DailySlice } from '../daily-slice.ts';
import type { PriceState } from '../prices/price-state.ts';

/** The accounts of every issuer known so far, and the splits to adjust their shares. Changed in place. */
export interface AccountHistory {
  readonly accounts: Accounts[];
  /** For each issuer, the days of splits and bonuses with the cumulative adjustment from then on. */
  readonly splits: { readonly day: Day; readonly terms: number }[][];
}

export const newAccountHistory = (names: number): AccountHistory => ({
  accounts: Array.from({ length: names }, () => NO_ACCOUNTS),
  splits: Array.from({ length: names }, () => []),
});

/**
 * Adds the splits and statements of a session whose prices are already in the price state. In place.
 *
 * @returns the issuers with a new statement.
 */
export function applyStatements(history: AccountHistory, slice: DailySlice, prices: PriceState): Set<number> {
  const names = history.accounts.length;
  for (let i = 0; i < names; i++) {
    if (slice.adjustment[i] !== 1) history.splits[i]!.push({ day: slice.day, terms: prices.terms[i]! });
  }
  const updated = new Set<number>();
  for (const statement of slice.statements) {
    const i = statement.issuer;
    if (!(i >= 0 && i < names))
      throw new RangeError(`a statement of issuer ${i}, but there are ${names} issuers`);
    if (statement.knownOn > slice.day)
      throw new RangeError('a statement of a session before it became known');
    const terms = history.splits[i]!.findLast((s) => s.day <= statement.periodEnd)?.terms ?? 1;
    // Not `{ ...statement, commonShares }`: V8 reads the properties of such objects four times more slowly.
    const known: KnownStatement = Object.assign({}, statement, {
      commonShares: statement.shares === null ? null : statement.shares * terms,
    });
    history.accounts[i] = withStatement(history.accounts[i]!, known);
    updated.add(i);
  }
  return updated;
}

/**
 * Removes accounts whose latest period ended more than `afterDays` days ago. In place.
 *
 * @returns the issuers whose accounts were removed.
 */
export function dropStaleAccounts({ accounts }: AccountHistory, day: Day, afterDays: number): number[] {
  const oldest = addDays(day, -afterDays);
  const dropped: number[] = [];
  for (const [i, known] of accounts.entries()) {
    const newest = newestPeriodEnd(known);
    if (newest === null || newest >= oldest) continue;
    accounts[i] = NO_ACCOUNTS;
    dropped.push(i);
  }
  return dropped;
}
