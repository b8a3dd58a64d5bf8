import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../../day.ts';
import { asDay, columnOf, name } from '../../store/sql.ts';
import { BARS_WITH_ADJUSTMENT } from './price-adjustment.ts';

const FIGURES = ['open', 'high', 'low', 'close', 'adjusted_close', 'volume', 'traded_value'] as const;

/** Sessions of stocks, by day, then column of the issuer: of each the row of the most trusted source. Figures are NaN where missing. */
export interface Bars {
  readonly length: number;
  readonly day: Int32Array;
  readonly column: Int32Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly adjustedClose: Float64Array;
  readonly volume: Float64Array;
  readonly tradedValue: Float64Array;
  /** 1 for prices as traded, 0 for split-adjusted ones. */
  readonly isAsTraded: Uint8Array;
  /** The day up to which a price is adjusted. */
  readonly adjustedThrough: Int32Array;
}

/** Some bars of those read together, from one index to before another. */
export interface BarRange {
  readonly bars: Bars;
  readonly from: number;
  readonly to: number;
}

/** A line without a trade repeats the last price and is skipped. */
export const isTrade = ({ close, volume }: Bars, i: number): boolean =>
  !Number.isNaN(close[i]!) && volume[i]! > 0;

/** @param where SQL after the price table: the join with the columns of issuers, which rows, and the best of each session. */
export async function readBars(connection: DuckDBConnection, where: string): Promise<Bars> {
  const result = await connection.run(
    `SELECT ${asDay('observed_on')}, col, ${asDay('adjusted_through')}, (basis = 'as-traded')::INTEGER,
       ${FIGURES.map((figure) => `coalesce(${name(figure)}, 'nan'::DOUBLE)`).join(', ')}
     FROM ${BARS_WITH_ADJUSTMENT} ${where} ORDER BY observed_on, col`,
  );
  const chunks = await result.fetchAllChunks();
  const figure = (which: (typeof FIGURES)[number]): Float64Array =>
    columnOf(chunks, 4 + FIGURES.indexOf(which));
  const day = new Int32Array(columnOf(chunks, 0));
  return {
    length: day.length,
    day,
    column: new Int32Array(columnOf(chunks, 1)),
    adjustedThrough: new Int32Array(columnOf(chunks, 2)),
    isAsTraded: new Uint8Array(columnOf(chunks, 3)),
    open: figure('open'),
    high: figure('high'),
    low: figure('low'),
    close: figure('close'),
    adjustedClose: figure('adjusted_close'),
    volume: figure('volume'),
    tradedValue: figure('traded_value'),
  };
}

/** The same bars, session by session. */
export function* bySession(bars: Bars): Generator<BarRange & { readonly day: Day }> {
  for (let from = 0; from < bars.length;) {
    const day = bars.day[from]! as Day;
    let to = from + 1;
    while (to < bars.length && bars.day[to] === day) to++;
    yield { bars, from, to, day };
    from = to;
  }
}
