import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../day.ts';
import { NIFTY } from '../series.ts';
import type { KnowledgeCutoff } from '../store/lineage.ts';
import { asDate, asDay, literal, rowsOf } from '../store/sql.ts';

/** The days that the rows of a table describe, by the day on which they became known; ascending. */
interface KnownRows {
  readonly knownOn: Day;
  readonly first: Day;
  readonly last: Day;
}

/** When the rows visible at a close became known: what an earlier close did not know, or knew in another version. */
export interface Restatements {
  /** The last day with a price as known at a close; null if there is none. */
  readonly lastPrice: (asOf: Day) => Day | null;
  /** Whether a later row describes a stock's session up to this close. */
  readonly ofPrices: (asOf: Day) => boolean;
  /** The same for the Nifty, by which corporate actions are judged. */
  readonly ofMarket: (asOf: Day) => boolean;
  /** Whether a corporate action that matters at this close is seen at one of the two closes only. */
  readonly ofActions: (asOf: Day) => boolean;
}

/** Reads what became known between any earlier close and a last one. */
export async function readRestatements(
  connection: DuckDBConnection,
  { asOf: last, throughImport }: KnowledgeCutoff,
): Promise<Restatements> {
  const known = async (table: string, which: string): Promise<KnownRows[]> => {
    const rows = await rowsOf<[Day, Day, Day]>(
      connection,
      `SELECT ${asDay('known_on')} AS known, ${asDay('min(observed_on)')}, ${asDay('max(observed_on)')} FROM ${table}
       WHERE file <= ${throughImport} AND known_on <= ${asDate(last)} AND ${which} GROUP BY known ORDER BY known`,
    );
    return rows.map(([knownOn, first, lastDay]) => ({ knownOn, first, last: lastDay }));
  };
  const prices = await known('stock_bar', 'true');
  const market = await known('bar', `series = ${literal(NIFTY)} AND "close" > 0`);
  const late = await rowsOf<[Day, Day, boolean]>(
    connection,
    `SELECT ${asDay('known_on')}, ${asDay('observed_on')}, action <> 'dividend' FROM corporate_action
     WHERE file <= ${throughImport} AND known_on > observed_on`,
  );
  // Past sessions depend on later capital changes only through prices that are adjusted for them, and paid-up capital.
  const [[looksAhead]] = (await rowsOf<[boolean]>(
    connection,
    `SELECT EXISTS (SELECT 1 FROM stock_bar WHERE basis <> 'as-traded')
       OR EXISTS (SELECT 1 FROM statement WHERE equity_capital IS NOT NULL)`,
  )) as [[boolean]];
  const isRestated =
    (rows: readonly KnownRows[]) =>
    (asOf: Day): boolean =>
      rows.some(({ knownOn, first }) => knownOn > asOf && first <= asOf);
  return {
    lastPrice: (asOf) =>
      prices.reduce<Day | null>(
        (found, row) => (row.knownOn <= asOf && row.last > (found ?? -Infinity) ? row.last : found),
        null,
      ),
    ofPrices: isRestated(prices),
    ofMarket: isRestated(market),
    ofActions: (asOf) =>
      late.some(([knownOn, on, changesShares]) => {
        const isVisible = (at: Day): boolean => knownOn <= at || on > at;
        return (on <= asOf || (changesShares && looksAhead)) && isVisible(asOf) !== isVisible(last);
      }),
  };
}
