import type { Day } from '../../market/day.ts';
import {
  dropStaleAccounts,
  applyStatements,
  newAccountHistory,
  type AccountHistory,
} from '../../market/stocks/companies/account-history.ts';
import { NO_ACCOUNTS } from '../../market/stocks/companies/accounts.ts';
import type { PriceState } from '../../market/stocks/prices/price-state.ts';
import { widenRows } from '../../math/windows/ring.ts';
import type { DailySlice, Issuer } from '../../market/stocks/daily-slice.ts';
import { DESCRIPTORS } from './descriptors/styles.ts';
import type { ExposureRules } from './exposure-rules.ts';
import { INDUSTRIES } from '../factors.ts';

/** The accounts of every issuer as known so far, and the descriptor values computed from them. Updated in place. */
export interface AccountsState extends AccountHistory {
  /** For each of `DESCRIPTORS`: an [N] column if it uses accounts, else null; NaN is missing. */
  readonly figures: readonly (Float64Array | null)[];
}

const reads = DESCRIPTORS.map(({ descriptor }) => descriptor.kind !== 'market');

export const newAccountsState = (issuerCount: number): AccountsState => ({
  ...newAccountHistory(issuerCount),
  figures: reads.map((r) => (r ? new Float64Array(issuerCount).fill(NaN) : null)),
});

/** Extends the state to more issuers, without accounts so far. */
export function widenAccounts(state: AccountsState, issuerCount: number): AccountsState {
  const before = state.accounts.length;
  const more = { length: issuerCount - before };
  return {
    accounts: [...state.accounts, ...Array.from(more, () => NO_ACCOUNTS)],
    figures: state.figures.map((f) => f && widenRows(f, before, issuerCount, NaN)),
    splits: [...state.splits, ...Array.from(more, () => [])],
  };
}

/** Adds the splits and statements of a session whose prices have already been added. In place. */
export function advanceAccounts(
  state: AccountsState,
  slice: DailySlice,
  prices: PriceState,
  issuers: readonly Issuer[],
  rules: ExposureRules,
): void {
  for (const i of applyStatements(state, slice, prices)) readFigures(state, i, issuers[i]!, rules);
}

/** Drops accounts whose latest period ended too long ago. In place. */
export function expireAccounts(state: AccountsState, day: Day, rules: ExposureRules): void {
  for (const i of dropStaleAccounts(state, day, rules.accountsLapseAfterDays))
    for (const figures of state.figures) if (figures) figures[i] = NaN;
}

const FINANCIALS = new Set([INDUSTRIES.indexOf('BANKS'), INDUSTRIES.indexOf('FINLSERV')]);

function readFigures(state: AccountsState, i: number, issuer: Issuer, rules: ExposureRules): void {
  const accounts = state.accounts[i]!;
  const financial = FINANCIALS.has(issuer.industry);
  for (const [d, { descriptor }] of DESCRIPTORS.entries()) {
    if (descriptor.kind === 'market') continue;
    const figure = descriptor.notForFinancials && financial ? NaN : descriptor.figure(accounts, rules);
    state.figures[d]![i] = Number.isFinite(figure) ? figure : NaN;
  }
}
