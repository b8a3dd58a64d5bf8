import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../day.ts';
import type { KnowledgeCutoff } from '../store/lineage.ts';
import { asDate, asDay, literal, rowsOf } from '../store/sql.ts';
import { accountCode, accountSeries, type FlowTiming, type SIDES } from './account-row.ts';

/** A day of an account's record, as last stated by the cutoff. ₹; what was left blank is 0, a missing valuation null. */
export interface AccountDayRecord {
  readonly day: Day;
  readonly value: number | null;
  readonly flow: number;
  readonly fees: number;
  readonly flowAt: FlowTiming;
}

/** A purchase or sale of an account, as last stated by the cutoff. ₹ a share or unit; charges left blank are 0. */
export interface AccountTrade {
  readonly day: Day;
  readonly isin: string;
  readonly side: (typeof SIDES)[number];
  readonly order: string;
  readonly quantity: number;
  readonly price: number;
  readonly charges: number;
}

/** A holding of an account at the close of a day, as last stated by the cutoff; null where it was left blank. */
export interface AccountHolding {
  readonly day: Day;
  readonly isin: string;
  readonly quantity: number | null;
  /** ₹. */
  readonly value: number | null;
}

/** The codes of all accounts in the store, sorted. */
export async function readAccountCodes(connection: DuckDBConnection): Promise<string[]> {
  const rows = await rowsOf<[string]>(
    connection,
    'SELECT DISTINCT series FROM account_value ORDER BY series',
  );
  return rows.flatMap(([series]) => accountCode(series) ?? []);
}

/** The record of an account: valuations and flows by day, trades and holdings by day and ISIN, all ascending. */
export interface AccountRows {
  readonly days: readonly AccountDayRecord[];
  /** Those without a quantity or a price are left out. */
  readonly trades: readonly AccountTrade[];
  readonly holdings: readonly AccountHolding[];
}

/** The record of an account, each row in the version that was known by the cutoff. */
export const readAccount = async (
  connection: DuckDBConnection,
  code: string,
  known: KnowledgeCutoff,
): Promise<AccountRows> => ({
  days: await readDays(connection, code, known),
  trades: await readTrades(connection, code, known),
  holdings: await readHoldings(connection, code, known),
});

async function readDays(
  connection: DuckDBConnection,
  code: string,
  known: KnowledgeCutoff,
): Promise<AccountDayRecord[]> {
  const rows = await rowsOf<[Day, number | null, number | null, number | null, FlowTiming]>(
    connection,
    `SELECT ${asDay('observed_on')}, ${['"value"', 'flow', 'fees', 'flow_at'].map(latest).join(', ')}
     FROM account_value WHERE ${isKnown(code, known)}
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

async function readTrades(
  connection: DuckDBConnection,
  code: string,
  known: KnowledgeCutoff,
): Promise<AccountTrade[]> {
  const rows = await rowsOf<[Day, string, AccountTrade['side'], string, number, number, number]>(
    connection,
    `SELECT ${asDay('observed_on')}, isin, side, "order", ${latest('quantity')} AS quantity, ${latest('price')} AS price,
       coalesce(${latest('charges')}, 0)
     FROM account_trade WHERE ${isKnown(code, known)}
     GROUP BY ALL HAVING quantity > 0 AND price > 0 ORDER BY ALL`,
  );
  return rows.map(([day, isin, side, order, quantity, price, charges]) => ({
    day,
    isin,
    side,
    order,
    quantity,
    price,
    charges,
  }));
}

async function readHoldings(
  connection: DuckDBConnection,
  code: string,
  known: KnowledgeCutoff,
): Promise<AccountHolding[]> {
  const rows = await rowsOf<[Day, string, number | null, number | null]>(
    connection,
    `SELECT ${asDay('observed_on')}, isin, ${latest('quantity')}, ${latest('"value"')}
     FROM account_holding WHERE ${isKnown(code, known)} GROUP BY observed_on, isin ORDER BY observed_on, isin`,
  );
  return rows.map(([day, isin, quantity, value]) => ({ day, isin, quantity, value }));
}

/** The version of a figure that was stated last; a blank is no statement. */
const latest = (column: string): string =>
  `arg_max(${column}, (known_on, file)) FILTER (${column} IS NOT NULL)`;

const isKnown = (code: string, { asOf, throughImport }: KnowledgeCutoff): string =>
  `series = ${literal(accountSeries(code))} AND known_on <= ${asDate(asOf)} AND file <= ${throughImport}`;
