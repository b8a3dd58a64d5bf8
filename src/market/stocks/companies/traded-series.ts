import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../../day.ts';
import { SOURCES } from '../../source.ts';
import type { KnowledgeCutoffs } from '../../store/lineage.ts';
import { asDate, asDay, listOf, rowsOf } from '../../store/sql.ts';
import { BARS_WITH_ADJUSTMENT, type PriceAdjustment } from '../prices/price-adjustment.ts';
import type { StockBar } from '../stock-row.ts';

/** A series with prices, as known at the close of a day. */
export interface TradedSeries {
  readonly series: string;
  /** Of its latest price. */
  readonly symbol: string;
  /** The day of its first price. */
  readonly first: Day;
  /** Of its first price. */
  readonly adjustment: PriceAdjustment;
}

/** With the order of its latest and first price among those of several readings. */
interface Found {
  readonly shown: TradedSeries;
  readonly latestAt: number;
  readonly firstAt: number;
}

/**
 * The series with prices at the close of each of some days, by series. The prices are read once: those that became known between one day
 * and the next are grouped together, and the groups added up.
 */
export async function tradedSeries(
  connection: DuckDBConnection,
  { days, throughImport }: KnowledgeCutoffs,
): Promise<(asOf: Day) => readonly TradedSeries[]> {
  // Of several sources for a day, the most trusted one decides, not the one that was imported first.
  const [latest, first] = ['-', '+'].map(
    (sign) =>
      `((observed_on - DATE '1970-01-01') * ${2 * SOURCES.length} ${sign} list_position(${listOf(SOURCES)}, source))`,
  );
  const cutoffs = [...new Set(days)].sort((a, b) => a - b);
  const rows = await rowsOf<[Day, string, number, string, Day, number, StockBar['basis'], Day]>(
    connection,
    `WITH known AS (SELECT known_on, cutoff FROM (SELECT DISTINCT known_on FROM stock_bar)
       ASOF JOIN (SELECT unnest([${cutoffs.map(asDate).join(', ')}]) AS cutoff) ON known_on <= cutoff)
     SELECT ${asDay('cutoff')}, series, max(${latest})::INTEGER, arg_max(symbol, ${latest}), ${asDay('min(observed_on)')},
       min(${first})::INTEGER, arg_min(basis, ${first}), ${asDay(`arg_min(adjusted_through, ${first})`)}
     FROM ${BARS_WITH_ADJUSTMENT} JOIN known USING (known_on)
     WHERE file <= ${throughImport} GROUP BY cutoff, series ORDER BY cutoff, series`,
  );
  // Read forward: a back-test asks for its months in order.
  const upTo = new Map<string, Found>();
  let next = 0;
  const found = new Map<Day, readonly TradedSeries[]>();
  for (const cutoff of cutoffs) {
    for (; next < rows.length && rows[next]![0] <= cutoff; next++) {
      const [, series, latestAt, symbol, firstDay, firstAt, basis, through] = rows[next]!;
      const shown = { series, symbol, first: firstDay, adjustment: { basis, through } };
      const now = { shown, latestAt, firstAt };
      const before = upTo.get(series);
      upTo.set(series, before ? together(before, now) : now);
    }
    found.set(cutoff, Array.from(upTo.values(), ({ shown }) => shown).sort(bySeries));
  }
  return (asOf) => {
    const known = found.get(asOf);
    if (!known) throw new RangeError(`the series of ${asOf} were not read`);
    return known;
  };
}

/** Where nothing shows a difference, the object of before: most months of most series have no other. */
function together(a: Found, b: Found): Found {
  const [latest, first] = [b.latestAt > a.latestAt ? b : a, b.firstAt < a.firstAt ? b : a];
  const order = { latestAt: latest.latestAt, firstAt: first.firstAt };
  const firstDay = Math.min(a.shown.first, b.shown.first) as Day;
  if (latest.shown.symbol === a.shown.symbol && firstDay === a.shown.first && first === a)
    return { shown: a.shown, ...order };
  const { adjustment } = first.shown;
  return { shown: { ...a.shown, symbol: latest.shown.symbol, first: firstDay, adjustment }, ...order };
}

const bySeries = (a: TradedSeries, b: TradedSeries): number =>
  a.series < b.series ? -1 : a.series > b.series ? 1 : 0;
