import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../day.ts';
import type { KnowledgeCutoff } from '../store/lineage.ts';
import { asDate, asDay, literal, rowsOf } from '../store/sql.ts';
import { accountCode, accountSeries, type FlowTiming } from './account-row.ts';

/** A day of an account's record, as last stated by the cutoff. ₹; what was left blank is 0, a missing valuation null. */
export interface AccountDayRecord {
  readonly day: Day;
  readonly value: number | null;
  readonly flow: number;
  readonly fees: number;
  readonly flowAt: FlowTiming;
}

/** The codes of all accounts in the store, sorted. */
export async function readAccountCodes(connection: DuckDBConnection): Promise<string[]> {
  const rows = await rowsOf<[string]>(
    connection,
    'SELECT DISTINCT series FROM account_value ORDER BY series',
  );
  return rows.flatMap(([series]) => accountCode(series) ?? []);
}

/** The record of an account, by day ascending, with the version of each day that was known by the cutoff. */
export async function readAccountDays(
  connection: DuckDBConnection,
  code: string,
  { asOf, throughImport }: KnowledgeCutoff,
): Promise<AccountDayRecord[]> {
  const latest = (column: string): string =>
    `arg_max(${column}, (known_on, file)) FILTER (${column} IS NOT NULL)`;
  const rows = await rowsOf<[Day, number | null, number | null, number | null, FlowTiming]>(
    connection,
    `SELECT ${asDay('observed_on')}, ${['"value"', 'flow', 'fees', 'flow_at'].map(latest).join(', ')}
     FROM account_value
     WHERE series = ${literal(accountSeries(code))} AND known_on <= ${asDate(asOf)} AND file <= ${throughImport}
     GROUP BY observed_on ORDER BY observed_on`,
  );
  return rows.map(([day, value, flow, fees, flowAt]) => ({
    day,
    value,
    flow: flow ?? 0,
    fees: fees ?? 0,
    flowAt,
  }));
}
