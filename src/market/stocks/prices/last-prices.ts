import type { DuckDBConnection } from '@duckdb/node-api';
import { medianOf } from '../../../math/statistics/nth-smallest.ts';
import { addDays, type Day } from '../../day.ts';
import { knownSessions } from '../../calendar/known-sessions.ts';
import { type ListedIssuer, readIssuers } from '../companies/issuer-list.ts';
import { MONTH } from '../sessions.ts';
import { shareRatio } from '../capital-changes.ts';
import { openStockTables } from '../stock-tables.ts';

/** A quarter: no sleeve holds a stock that has not traded for longer. */
const REACH_BACK_DAYS = 100;

/** Last prices and traded values of all stocks at the close of a day. */
export interface LastPrices {
  /** The issuers with a price by then, in column order. */
  readonly issuers: readonly ListedIssuer[];
  /** [N] ₹ a share at the last trade, split-adjusted to the day; NaN if it has not traded for a quarter. */
  readonly price: Float64Array;
  /** [N] day of that trade; null if there is none. */
  readonly lastTraded: readonly (Day | null)[];
  /** [N] ₹: median traded value over the sessions among the last 21 on which it traded; NaN if there is none. */
  readonly tradedValue: Float64Array;
}

/** Prices at the close of `day`, as known on `asOf`, from imports up to `throughImport`. */
export async function readLastPrices(
  connection: DuckDBConnection,
  { day, ...known }: { readonly day: Day; readonly asOf: Day; readonly throughImport: number },
): Promise<LastPrices> {
  const list = await readIssuers(connection, known);
  const { issuers } = list;
  const tables = await openStockTables(connection, list, known);
  const { changes } = await tables.capitalChanges();
  const isSession = await knownSessions(connection, known.throughImport);
  const bars = (await tables.bars(addDays(day, -REACH_BACK_DAYS), day)).filter(
    (b) => b.close !== null && b.volume !== null && b.volume > 0 && isSession(b.day) !== false,
  );
  const sessions = [...new Set(bars.map((b) => b.day))];
  const monthFrom = sessions.at(-MONTH) ?? sessions[0];
  const price = new Float64Array(issuers.length).fill(NaN);
  const lastTraded: (Day | null)[] = issuers.map(() => null);
  const traded: number[][] = issuers.map(() => []);
  for (const { column, day: on, close, volume, tradedValue, adjustment } of bars) {
    const later = adjustment.basis === 'as-traded' ? shareRatio(changes[column]!, on, day) : 1;
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
