import { addDays, type Day } from '../market/day.ts';
import { widenRows } from '../math/ring.ts';
import {
  NO_ACCOUNTS,
  newestPeriodEnd,
  withStatement,
  type Accounts,
  type KnownStatement,
} from './accounts.ts';
import type { DaySlice, Issuer } from './day-slice.ts';
import { DESCRIPTORS } from './descriptors/styles.ts';
import type { ExposureRules } from './exposure-rules.ts';
import { INDUSTRIES } from './factors.ts';
import type { PriceRecord } from './price-record.ts';

/** The accounts of every issuer as known so far, and what the descriptors read in them. Changed in place. */
export interface AccountsRecord {
  readonly accounts: Accounts[];
  /** A column for each of `DESCRIPTORS` that reads accounts, else null; NaN where they do not say. */
  readonly figures: readonly (Float64Array | null)[];
  /** Days of splits, bonuses and the like with the product of adjustments from then on, an issuer each. */
  readonly splits: { readonly day: Day; readonly terms: number }[][];
}

const reads = DESCRIPTORS.map(({ descriptor }) => descriptor.kind !== 'market');

export const newAccounts = (names: number): AccountsRecord => ({
  accounts: Array.from({ length: names }, () => NO_ACCOUNTS),
  figures: reads.map((r) => (r ? new Float64Array(names).fill(NaN) : null)),
  splits: Array.from({ length: names }, () => []),
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
  for (let i = 0; i < issuers.length; i++) {
    if (slice.adjustment[i] !== 1) record.splits[i]!.push({ day: slice.day, terms: prices.terms[i]! });
  }
  const heard = new Set<number>();
  for (const statement of slice.statements) {
    const i = statement.issuer;
    if (!(i >= 0 && i < issuers.length))
      throw new RangeError(`a statement of issuer ${i} of ${issuers.length}`);
    if (statement.knownOn > slice.day) throw new RangeError('a statement before it was known');
    const splits = record.splits[i]!;
    const terms = splits.findLast((s) => s.day <= statement.periodEnd)?.terms ?? 1;
    const known: KnownStatement = {
      ...statement,
      commonShares: statement.shares === null ? null : statement.shares * terms,
    };
    record.accounts[i] = withStatement(record.accounts[i]!, known);
    heard.add(i);
  }
  for (const i of heard) readFigures(record, i, issuers[i]!, rules);
}

/** Accounts whose newest period ended too long ago say nothing any more. In place. */
export function lapseAccounts(record: AccountsRecord, day: Day, rules: ExposureRules): void {
  const oldest = addDays(day, -rules.accountsLapseAfterDays);
  for (const [i, accounts] of record.accounts.entries()) {
    const newest = newestPeriodEnd(accounts);
    if (newest === null || newest >= oldest) continue;
    record.accounts[i] = NO_ACCOUNTS;
    for (const figures of record.figures) if (figures) figures[i] = NaN;
  }
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
