import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../day.ts';
import { SOURCES } from '../source.ts';
import type { KnowledgeCutoff } from '../store/lineage.ts';
import { asDate, asDay, listOf, literal, rowsOf } from '../store/sql.ts';
import { type Bars, readBars } from './prices/bars.ts';
import { closesAround } from './actions/closes-around.ts';
import {
  actionsKnown,
  capitalChange,
  type CorporateActions,
  readActions,
} from './actions/corporate-actions.ts';
import type { IssuerList } from './companies/issuer-list.ts';
import type { StatementRow } from './companies/statement-feed.ts';
import { STATEMENT_FIGURES, STOCK_TABLE_SCHEMAS } from './stock-row.ts';

/** Shares outstanding as reported on a day. */
export interface SharesRow {
  readonly column: number;
  readonly from: Day;
  readonly knownOn: Day;
  readonly outstanding: number;
}

/** The stock tables as known at the close of a day, by column of the issuer. */
export interface StockTables {
  /** The bars of a range of days, by day, then column. */
  bars(from: Day, to: Day): Promise<Bars>;
  /** The first and last day with bars within a range of days; null if there are none. */
  daysWithBars(from: Day, to: Day): Promise<readonly [Day, Day] | null>;
  /** Rows that became known after one day and by another, in the order in which they became known. */
  statements(after: Day, by: Day): Promise<StatementRow[]>;
  shares(after: Day, by: Day): Promise<SharesRow[]>;
  /**
   * Corporate actions, as known at a close up to that of the tables; at an earlier one, only where no row has restated prices since, and with the number
   * of issuers known then.
   */
  actions(): Promise<(asOf: Day, columns?: number) => CorporateActions>;
  /** The first day with accounts or a capital change of each column; null if there is none. */
  fundamentalsFrom(): Promise<(Day | null)[]>;
}

/** What of a list of issuers the tables need. */
type IssuerColumns = Pick<IssuerList, 'columnOf' | 'earlierColumns' | 'issuers'>;

let count = 0;

/** Earlier than any market data. */
export const EVER = -100_000 as Day;

/**
 * Opens the tables.
 *
 * @param list the issuers, and whose each series is.
 */
export async function openStockTables(
  connection: DuckDBConnection,
  { columnOf, earlierColumns, issuers: { length: columns } }: IssuerColumns,
  { asOf, throughImport }: KnowledgeCutoff,
): Promise<StockTables> {
  // Unique names: two readers may be opened at once, and the count moves on while this one waits.
  const reader = ++count;
  const line = `stock_line_${reader}`;
  await connection.run(`CREATE TEMP TABLE ${line} (series VARCHAR, col INTEGER, after DATE)`);
  const earlier = new Map(earlierColumns.map(({ series, ...rest }) => [series, rest]));
  if (columnOf.size > 0)
    await connection.run(
      `INSERT INTO ${line} VALUES ${Array.from(columnOf, ([series, column]) => `(${literal(series)}, ${column}, ${asDate(earlier.get(series)?.until ?? EVER)})`).join(', ')}`,
    );
  // The prices of a symbol that another company had before; other rows that name it belong to the present company.
  const former = `stock_former_line_${reader}`;
  await connection.run(`CREATE TEMP TABLE ${former} (series VARCHAR, col INTEGER, until DATE)`);
  for (const { series, until, column } of earlierColumns)
    await connection.run(`INSERT INTO ${former} VALUES (${literal(series)}, ${column}, ${asDate(until)})`);
  const barLine =
    earlierColumns.length === 0
      ? `JOIN ${line} USING (series)`
      : `JOIN (SELECT series, col, after, DATE '9999-12-31' AS until FROM ${line}
           UNION ALL SELECT series, col, ${asDate(EVER)}, until FROM ${former}) l USING (series)`;
  const barDays = earlierColumns.length === 0 ? 'true' : 'observed_on > l.after AND observed_on <= l.until';
  // Rows are put in order by what they are; by import only where one restates the other.
  const rank = `list_position(${listOf(SOURCES)}, source)`;
  /** SQL that keeps, of rows with the same key, the latest version of the most trusted source. */
  const best = (...key: string[]): string =>
    `QUALIFY row_number() OVER (PARTITION BY ${['col', 'observed_on', ...key].join(', ')}
       ORDER BY ${rank}, known_on DESC, series DESC, file DESC, line) = 1`;

  const between = (after: Day, by: Day): string =>
    `known_on > ${asDate(after)} AND known_on <= ${asDate(Math.min(by, asOf))} AND file <= ${throughImport}`;

  const barsOf = (from: Day, to: Day): string =>
    `${barLine} WHERE ${barDays} AND observed_on BETWEEN ${asDate(from)} AND ${asDate(to)}
       AND known_on <= ${asDate(asOf)} AND file <= ${throughImport}`;

  return {
    bars: (from, to) => readBars(connection, `${barsOf(from, to)} ${best()}`),
    daysWithBars: async (from, to) => {
      const [days] = await rowsOf<[Day | null, Day | null]>(
        connection,
        `SELECT ${asDay('min(observed_on)')}, ${asDay('max(observed_on)')} FROM stock_bar ${barsOf(from, to)}`,
      );
      const [first, last] = days!;
      return first === null || last === null ? null : [first, last];
    },
    statements: async (after, by) => {
      const figures = STOCK_TABLE_SCHEMAS.statement.values
        .filter((c) => c.type === 'DOUBLE')
        .map((c) => c.name);
      const rows = await rowsOf<unknown[]>(
        connection,
        `SELECT ${asDay('known_on')}, col, ${asDay('observed_on')}, period, part, delay, ${figures.join(', ')}
         FROM statement JOIN ${line} USING (series) WHERE ${between(after, by)}
         ORDER BY known_on, col, observed_on, period, ${rank} DESC, part, series, file, line`,
      );
      return rows.map(([knownOn, column, observedOn, period, part, delay, ...values]) => ({
        ...Object.fromEntries(STATEMENT_FIGURES.map((figure, i) => [figure, values[i]])),
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
           WHERE ${between(after, by)} ORDER BY known_on, observed_on, col, ${rank} DESC, series, file, line`,
        )
      ).map(([column, from, knownOn, outstanding]) => ({ column, from, knownOn, outstanding })),
    actions: async () => {
      const rows = await readActions(connection, line, rank, throughImport);
      const closes = await closesAround(
        connection,
        `${barLine} WHERE ${barDays}`,
        rows.flatMap(capitalChange),
        {
          asOf,
          throughImport,
        },
      );
      return (at, listed = columns) => actionsKnown(rows, closes, listed, at);
    },
    fundamentalsFrom: async () => {
      const first: (Day | null)[] = Array.from({ length: columns }, () => null);
      for (const [column, on] of await rowsOf<[number, Day]>(
        connection,
        `SELECT col, ${asDay('min(heard)')} FROM (
           SELECT series, known_on AS heard FROM statement WHERE ${between(EVER, asOf)}
           UNION ALL SELECT series, observed_on FROM corporate_action WHERE shares IS NOT NULL AND action <> 'rights' AND file <= ${throughImport}
         ) JOIN ${line} USING (series) GROUP BY col`,
      ))
        first[column] = on;
      return first;
    },
  };
}
