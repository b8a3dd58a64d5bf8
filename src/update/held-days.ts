import type { DuckDBConnection } from '@duckdb/node-api';
import { knownSessions } from '../market/calendar/known-sessions.ts';
import type { Day } from '../market/day.ts';
import { TABLE_SCHEMAS } from '../market/store/rows.ts';
import { asDay, rowsOf } from '../market/store/sql.ts';
import type { Store } from '../market/store/store.ts';
import type { Source } from './source.ts';

type HeldDays = ReadonlyMap<string, Day>;

/** The last day in the store of each series and kind, and of each kind of stock data; and its sessions. */
export async function storeFacts(store: Store | null, asOf: Day) {
  if (store === null) return { held: new Map<string, Day>(), isSession: () => null };
  const isSession = await store.transaction((connection) => knownSessions(connection));
  const days = [asOf];
  const series = ((await store.vintages({ days })).get(asOf) ?? []).map(
    (v) => [`${v.series} ${v.kind}`, v.last] as const,
  );
  const stocks = ((await store.stockVintages({ days })).get(asOf) ?? []).map(
    (v) => [`stocks ${v.kind}`, v.last] as const,
  );
  const funds = await store.transaction((connection) => lastFundDays(connection));
  const held: HeldDays = new Map([...series, ...stocks, ...funds]);
  return { held, isSession };
}

/** The last day of each kind of fund data: thousands of schemes are one source. */
async function lastFundDays(connection: DuckDBConnection): Promise<(readonly [string, Day])[]> {
  const found: (readonly [string, Day])[] = [];
  for (const kind of ['nav', 'fund-fact'] as const) {
    const [[last] = [null]] = await rowsOf<[Day | null]>(
      connection,
      `SELECT ${asDay('max(observed_on)')} FROM ${TABLE_SCHEMAS[kind].table}`,
    );
    if (last !== null) found.push([`funds ${kind}`, last]);
  }
  return found;
}

/** The earliest of the last days of all that a source fills; null if something is missing. */
export function heldBy({ fills }: Source, held: HeldDays): Day | null {
  const days = fills.map(({ series, kind }) => held.get(`${series} ${kind}`));
  return days.length === 0 || days.includes(undefined) ? null : (Math.min(...(days as Day[])) as Day);
}
