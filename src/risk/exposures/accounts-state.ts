import type { Day } from '../../market/day.ts';
import {
  forgetAccounts,
  hearAccounts,
  newAccountHistory,
  type AccountHistory,
} from '../../market/stocks/companies/account-history.ts';
import { NO_ACCOUNTS } from '../../market/stocks/companies/accounts.ts';
import type { PriceRecord } from '../../market/stocks/prices/price-state.ts';
import { widenRows } from '../../math/windows/ring.ts';
import type { DaySlice, Issuer } from '../day-slice.ts';
import { DESCRIPTORS } from './descriptors/styles.ts';
import type { ExposureRules } from './exposure-rules.ts';
import { INDUSTRIES } from '../factors.ts';

/** The accounts of every issuer as known so far, and what the descriptors read in them. Changed in place. */
export interface AccountsRecord extends AccountHistory {
  /** A column for each of `DESCRIPTORS` that reads accounts, else null; NaN where they do not say. */
  readonly figures: readonly (Float64Array | null)[];
}

const reads = DESCRIPTORS.map(({ descriptor }) => descriptor.kind !== 'market');

export const newAccounts = (names: number): AccountsRecord => ({
  ...newAccountHistory(names),
  figures: reads.map((r) => (r ? new Float64Array(names).fill(NaN) : null)),
});

/** The same record with more issuers, of which nothing is known so far. */
export function widenAccounts(record: AccountsRecord, names: number): AccountsRecord {
  const before = record.accounts.length;
  const more = { length: names - before };
  return {
    accounts: [...record.accounts, ...Array.from(more, () => NO_ACCOUNTS)],
    figures: record.figures.map((f) => f && widenRows(f, before, names, NaN)),
    splits: [...record.splits, ...Array.from(more, () => [])],
  };
}

/** Takes in the splits and statements of a session whose prices are already in the record. In place. */
export function advanceAccounts(
  record: AccountsRecord,
  slice: DaySlice,
  prices: PriceRecord,
  issuers: readonly Issuer[],
  rules: ExposureRules,
): void {
  for (const i of hearAccounts(record, slice, prices)) readFigures(record, i, issuers[i]!, rules);
}

/** Accounts whose newest period ended too long ago say nothing any more. In place. */
export function lapseAccounts(record: AccountsRecord, day: Day, rules: ExposureRules): void {
  for (const i of forgetAccounts(record, day, rules.accountsLapseAfterDays))
    for (const figures of record.figures) if (figures) figures[i] = NaN;
}

const FINANCIALS = new Set([INDUSTRIES.indexOf('BANKS'), INDUSTRIES.indexOf('FINLSERV')]);

function readFigures(record: AccountsRecord, i: number, issuer: Issuer, rules: ExposureRules): void {
  const accounts = record.accounts[i]!;
  const financial = FINANCIALS.has(issuer.industry);
  for (const [d, { descriptor }] of DESCRIPTORS.entries()) {
    if (descriptor.kind === 'market') continue;
    const figure = descriptor.notForFinancials && financial ? NaN : descriptor.figure(accounts, rules);
    record.figures[d]![i] = Number.isFinite(figure) ? figure : NaN;
  }
}
