import type { AccountRows } from '../../market/accounts/read-account.ts';
import { addDays, type Day } from '../../market/day.ts';
import { type Problem, userError } from '../../market/problem.ts';
import type { Store } from '../../market/store/store.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import type { TearSheetInput } from '../statistics/tear-sheet.ts';
import type { ValuePath } from '../statistics/value-path.ts';
import { type AccountRecord, accountRecord } from './account-record.ts';
import { type ForecastOutcome, forecastOutcome } from './forecast-outcome.ts';
import { type Reconciliation } from './reconciliation/reconcile-account.ts';
import { reconcileWithLedger } from './reconciliation/reconcile-with-ledger.ts';
import { chosenBenchmark, lastDecisionBefore, recordMarket } from './record-of-store.ts';

/** A measured record with what it is compared with. */
export interface MeasuredRecord {
  readonly record: AccountRecord;
  readonly path: ValuePath;
  readonly benchmark: ValuePath | null;
  /** The last recorded decision against what followed, and its number in the ledger; null without one. */
  readonly outcome: (ForecastOutcome & { readonly entry: number }) | null;
  /** The account against the paper portfolio that followed the ledger; null where no decision could be followed. */
  readonly reconciliation: Reconciliation | null;
  /** Measured against the simulated market. */
  readonly simulated: boolean;
  readonly problems: readonly Problem[];
}

export interface RecordRequest {
  readonly name: string;
  readonly account: AccountRows;
  readonly from?: Day;
  readonly to?: Day;
  /** Id of an index in the store, or a path with its name; without it, the one that the rule book chooses. */
  readonly benchmark?: string | NonNullable<TearSheetInput['benchmark']>;
}

/** Days after the last decision's month that a record needs to be compared with its forecast. */
const AFTER = 14;

/**
 * Measures an account's record against an index of the store, and the last decision in its ledger against what followed.
 *
 * @param store an open store, or null for a record without one.
 * @param book chooses the benchmark where the request names none.
 */
export async function measureRecord(
  store: Store | null,
  request: RecordRequest,
  book: RuleBook,
): Promise<MeasuredRecord> {
  const { name, account, from, to } = request;
  const benchmark = request.benchmark ?? (store && (await chosenBenchmark(store, book)));
  const { days } = account;
  const last = days.at(-1)?.day;
  if (last === undefined)
    throw userError('empty-record', name, 'The record has no rows.', 'Give valuations of the account.');
  const end = to === undefined || last < to ? last : to;
  const market =
    typeof benchmark === 'string'
      ? await recordMarket(needed(store, benchmark), benchmark, end)
      : { benchmark, riskFree: null, problems: [] };
  const { record, path } = accountRecord(name, days, {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    benchmark: market.benchmark,
    riskFree: market.riskFree ?? null,
  });
  // The risk of a decision shows only over some sessions; one made just before the end is too young.
  const decided = store && (await lastDecisionBefore(store, addDays(end, -AFTER)));
  const outcome = decided && forecastOutcome(decided.decision, path, market.benchmark?.path ?? null);
  const reconciled = store && (await reconcileWithLedger(store, path, account));
  return {
    record,
    path,
    benchmark: market.benchmark?.path ?? null,
    outcome: outcome && { ...outcome, entry: decided.seq },
    reconciliation: reconciled?.found ?? null,
    simulated: store?.simulated ?? false,
    problems: [...market.problems, ...record.problems, ...(reconciled?.problems ?? [])],
  };
}

function needed(store: Store | null, series: string): Store {
  if (store) return store;
  throw userError(
    'no-store',
    series,
    'is an index of a store, but there is no store.',
    'Name the store with --store, or give a file with --benchmark.',
  );
}
