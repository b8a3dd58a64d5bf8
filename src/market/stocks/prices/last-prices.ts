import type { DuckDBConnection } from '@duckdb/node-api';
import { medianOf } from '../../../math/statistics/nth-smallest.ts';
import { addDays, type Day } from '../../day.ts';
import { knownSessions } from '../../import/sessions.ts';
import { type ListedIssuer, readIssuers } from '../companies/issuer-list.ts';
import { sharesFor } from '../share-terms.ts';
import { openStockTables } from '../stock-tables.ts';

/** A quarter: a share at rest for longer is held by no sleeve. */
const REACH_BACK_DAYS = 100;
/** A month of sessions. */
const MONTH = 21;

/** Prices and trading of every share at the close of a day. */
export interface LastPrices {
  /** In the order of columns, of those with a price by then. */
  readonly issuers: readonly ListedIssuer[];
  /** [N] ₹ a share at its last trade, in the terms of the day; NaN where it has not traded for a quarter. */
  readonly price: Float64Array;
  /** [N] day of that trade; null where there is none. */
  readonly lastTraded: readonly (Day | null)[];
  /** [N] ₹: median traded value of those of the last 21 sessions on which it traded; NaN where there is none. */
  readonly tradedValue: Float64Array;
}

/** Prices at the close of `day`, as known on `asOf` out of the imports up to one. */
export async function readLastPrices(
  connection: DuckDBConnection,
  { day, ...known }: { readonly day: Day; readonly asOf: Day; readonly throughImport: number },
): Promise<LastPrices> {
  const { issuers, columnOf } = await readIssuers(connection, known);
  const tables = await openStockTables(connection, columnOf, issuers.length, known);
  const changes = await tables.changes();
  const isSession = await knownSessions(connection, known.throughImport);
  const bars = (await tables.bars(addDays(day, -REACH_BACK_DAYS), day)).filter(
    (b) => b.close !== null && b.volume !== null && b.volume > 0 && isSession(b.day) !== false,
  );
  const sessions = [...new Set(bars.map((b) => b.day))];
  const monthFrom = sessions.at(-MONTH) ?? sessions[0];
  const price = new Float64Array(issuers.length).fill(NaN);
  const lastTraded: (Day | null)[] = issuers.map(() => null);
  const traded: number[][] = issuers.map(() => []);
  for (const { column, day: on, close, volume, tradedValue, terms } of bars) {
    const later = terms.basis === 'as-traded' ? sharesFor(changes[column]!, on, day) : 1;
    price[column] = close! / later;
    lastTraded[column] = on;
    if (on >= monthFrom!) traded[column]!.push(tradedValue ?? volume! * close!);
  }
  return {
    issuers,
    price,
    lastTraded,
    tradedValue: Float64Array.from(traded, (values) =>
      values.length === 0 ? NaN : medianOf(Float64Array.from(values), values.length),
    ),
  };
}
