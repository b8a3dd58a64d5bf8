import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../day.ts';
import { SOURCES } from '../source.ts';
import { asDate, asDay, listOf, literal, rowsOf } from '../store/sql.ts';
import { BAR_WITH_TERMS, type PriceTerms } from './prices/price-terms.ts';
import type { TermChange } from './share-terms.ts';
import type { StatementRow } from './companies/statement-feed.ts';
import { STATEMENT_FIGURES, STOCK_SHAPES, type StockAction, type StockBar } from './stock-row.ts';

/** One share's session as the model takes it: the line of the most trusted source that tells of the day. */
export interface BarRow {
  readonly day: Day;
  readonly column: number;
  readonly high: number | null;
  readonly low: number | null;
  readonly close: number | null;
  readonly adjustedClose: number | null;
  readonly volume: number | null;
  readonly tradedValue: number | null;
  readonly terms: PriceTerms;
}

/** Shares outstanding as told on a day. */
export interface SharesRow {
  readonly column: number;
  readonly from: Day;
  readonly knownOn: Day;
  readonly outstanding: number;
}

/** The tables about shares as known at the close of a day, by column of the issuer. */
export interface StockTables {
  /** The days of a range that have a bar, with their bars, in order. */
  bars(from: Day, to: Day): Promise<BarRow[]>;
  /** Rows that became known after one day and by another, in the order in which they did. */
  statements(after: Day, by: Day): Promise<StatementRow[]>;
  shares(after: Day, by: Day): Promise<SharesRow[]>;
  /**
   * All splits, bonuses and consolidations of each column, by day: later ones too, as prices of the past may have been
   * put on their terms. They change the unit in which a share is counted, and tell nothing of what it is worth.
   */
  changes(): Promise<TermChange[][]>;
  /** All dividends, by day. */
  dividends(): Promise<{ readonly column: number; readonly on: Day; readonly perShare: number }[]>;
  /** The first day of accounts or a change of terms of each column; null where there is none. */
  heardFrom(): Promise<(Day | null)[]>;
}

let count = 0;

/** Before any day of any market. */
export const EVER = -100_000 as Day;

/** Opens the tables; `columnOf` says which series are whose. */
export async function openStockTables(
  connection: DuckDBConnection,
  columnOf: ReadonlyMap<string, number>,
  columns: number,
  { asOf, throughImport }: { readonly asOf: Day; readonly throughImport: number },
): Promise<StockTables> {
  // A name of its own: two readings may be under way at once.
  const line = `stock_line_${++count}`;
  await connection.run(`CREATE TEMP TABLE ${line} (series VARCHAR, col INTEGER)`);
  if (columnOf.size > 0)
    await connection.run(
      `INSERT INTO ${line} VALUES ${Array.from(columnOf, ([series, column]) => `(${literal(series)}, ${column})`).join(', ')}`,
    );
  /** Of several rows that tell the same, the most trusted source's, and of that the latest version. */
  const best = (...key: string[]): string =>
    `QUALIFY row_number() OVER (PARTITION BY ${['col', 'observed_on', ...key].join(', ')}
       ORDER BY list_position(${listOf(SOURCES)}, source), known_on DESC, file DESC, line) = 1`;

  const actions = (): Promise<[number, Day, StockAction['action'], number | null, number | null][]> =>
    rowsOf(
      connection,
      `SELECT col, ${asDay('observed_on')}, action, shares, per_share FROM corporate_action JOIN ${line} USING (series)
       WHERE (known_on <= ${asDate(asOf)} OR observed_on > ${asDate(asOf)}) AND file <= ${throughImport} ${best('action')} ORDER BY observed_on, col, action`,
    );
  const between = (after: Day, by: Day): string =>
    `known_on > ${asDate(after)} AND known_on <= ${asDate(Math.min(by, asOf))} AND file <= ${throughImport}`;

  return {
    bars: async (from, to) => {
      const rows = await rowsOf<
        [
          Day,
          number,
          number | null,
          number | null,
          number | null,
          number | null,
          number | null,
          number | null,
          StockBar['basis'],
          Day,
        ]
      >(
        connection,
        `SELECT ${asDay('observed_on')}, col, high, low, "close", adjusted_close, volume, traded_value, basis, ${asDay('terms_on')}
         FROM ${BAR_WITH_TERMS} JOIN ${line} USING (series)
         WHERE observed_on BETWEEN ${asDate(from)} AND ${asDate(to)} AND known_on <= ${asDate(asOf)}
           AND file <= ${throughImport} ${best()}
         ORDER BY observed_on, col`,
      );
      return rows.map(
        ([day, column, high, low, close, adjustedClose, volume, tradedValue, basis, termsOn]) => ({
          day,
          column,
          high,
          low,
          close,
          adjustedClose,
          volume,
          tradedValue,
          terms: { basis, on: termsOn },
        }),
      );
    },
    statements: async (after, by) => {
      const figures = STOCK_SHAPES.statement.figures.filter((c) => c.type === 'DOUBLE').map((c) => c.name);
      const rows = await rowsOf<unknown[]>(
        connection,
        `SELECT ${asDay('known_on')}, col, ${asDay('observed_on')}, period, part, delay, ${figures.join(', ')}
         FROM statement JOIN ${line} USING (series) WHERE ${between(after, by)}
         ORDER BY known_on, col, observed_on, period, file, part`,
      );
      return rows.map(([knownOn, column, observedOn, period, part, delay, ...told]) => ({
        ...Object.fromEntries(STATEMENT_FIGURES.map((figure, i) => [figure, told[i]])),
        knownOn,
        column,
        observedOn,
        period,
        part,
        delay,
      })) as unknown as StatementRow[];
    },
    shares: async (after, by) =>
      (
        await rowsOf<[number, Day, Day, number]>(
          connection,
          `SELECT col, ${asDay('observed_on')}, ${asDay('known_on')}, outstanding FROM shares JOIN ${line} USING (series)
           WHERE ${between(after, by)} ORDER BY known_on, observed_on, col, file`,
        )
      ).map(([column, from, knownOn, outstanding]) => ({ column, from, knownOn, outstanding })),
    changes: async () => {
      const of: TermChange[][] = Array.from({ length: columns }, () => []);
      for (const [column, on, action, shares] of await actions())
        if (shares !== null) of[column]!.push({ on, shares, changesFaceValue: action !== 'bonus' });
      return of;
    },
    dividends: async () =>
      (await actions()).flatMap(([column, on, , , perShare]) =>
        perShare === null ? [] : [{ column, on, perShare }],
      ),
    heardFrom: async () => {
      const first: (Day | null)[] = Array.from({ length: columns }, () => null);
      for (const [column, on] of await rowsOf<[number, Day]>(
        connection,
        `SELECT col, ${asDay('min(heard)')} FROM (
           SELECT series, known_on AS heard FROM statement WHERE ${between(EVER, asOf)}
           UNION ALL SELECT series, observed_on FROM corporate_action WHERE shares IS NOT NULL AND file <= ${throughImport}
         ) JOIN ${line} USING (series) GROUP BY col`,
      ))
        first[column] = on;
      return first;
    },
  };
}
