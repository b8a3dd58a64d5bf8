import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { END_OF_TIME } from '../../market/as-of-date.ts';
import type { Day } from '../../market/day.ts';
import { readText, SERIES } from '../../market/files/read-text.ts';
import { userError } from '../../market/problem.ts';
import type { Store } from '../../market/store/store.ts';
import { readSeries } from '../statistics/file/read-series.ts';
import { seriesPath } from '../statistics/file/series-path.ts';
import type { RecordRequest } from './measure-record.ts';
import { readAccountFile } from './read-account-file.ts';

/** Which account is measured, and against what. */
export interface AccountChoice {
  /** Path of a CSV with the columns date,value,flow,fees. */
  readonly account?: string;
  /** Code of an account in the store. */
  readonly code?: string;
  /** An index of the store, or the path of a CSV of prices; default: that of the rule book. */
  readonly benchmark?: string;
  readonly from?: Day;
  readonly to?: Day;
}

/**
 * The rows of an account in a file or, by code, in the store.
 *
 * @throws UserError for a file with faults, or a code that the store does not have.
 */
export async function recordRequest(
  store: Store | null,
  { account, code, benchmark, from, to }: AccountChoice,
): Promise<RecordRequest> {
  const rows =
    account === undefined
      ? await storedAccount(store!, code!, to ?? END_OF_TIME)
      : { days: readAccountFile(readText(account, SERIES), basename(account)), trades: [], holdings: [] };
  return {
    name: code ?? basename(account!).replace(/\.csv$/i, ''),
    account: rows,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(benchmark !== undefined && { benchmark: namedBenchmark(benchmark) }),
  };
}

async function storedAccount(store: Store, code: string, asOf: Day) {
  const account = await store.account(code, { asOf });
  if (account.days.length > 0) return account;
  const codes = await store.accountCodes();
  throw userError(
    'unknown-account',
    code,
    'The store has no valuations of this account.',
    codes.length === 0
      ? 'Import them (docs/how-to/live-record.md).'
      : `Its accounts are ${codes.join(', ')}.`,
  );
}

/** A file if there is one of that name, else an index of the store. */
function namedBenchmark(given: string): NonNullable<RecordRequest['benchmark']> {
  if (!existsSync(given)) return given;
  const file = basename(given);
  return { name: file.replace(/\.csv$/i, ''), path: seriesPath(readSeries(readText(given, SERIES), file)) };
}
