import type { DuckDBConnection } from '@duckdb/node-api';
import { type Day, displayDay } from '../day.ts';
import type { Problem } from '../problem.ts';
import { TABLE_SCHEMAS, kindOf } from '../store/rows.ts';
import type { Field, SeriesId, SeriesKey } from '../series.ts';
import { SOURCES, type Source } from '../source.ts';
import { asDay, listOf, literal, name, rowsOf } from '../store/sql.ts';

/** How far two sources may differ before it is reported: the larger of a fraction of the value and an amount. */
interface Tolerance {
  readonly fraction: number;
  readonly amount: number;
}

const PRICE: Tolerance = { fraction: 0.0005, amount: 0 };
const VIX: Tolerance = { fraction: 0.005, amount: 0 };
/** Two basis points. */
const YIELD: Tolerance = { fraction: 0, amount: 0.02 };
/** Publishers give two decimals, rounded or truncated. */
const RATIO: Tolerance = { fraction: 0.005, amount: 0.0101 };
const PERCENT: Tolerance = { fraction: 0.005, amount: 0.0201 };
/** ₹ 1 crore. */
const FLOW: Tolerance = { fraction: 0.01, amount: 1 };

/** The fields that decisions depend on, with the tolerance for each (our choice). */
const COMPARED: readonly { readonly field: Field; readonly tolerance: (series: SeriesId) => Tolerance }[] = [
  {
    field: 'close',
    tolerance: (series) => {
      if (series.endsWith('-vix')) return VIX;
      return series.startsWith('gsec-') ? YIELD : PRICE;
    },
  },
  { field: 'tri', tolerance: () => PRICE },
  { field: 'pe', tolerance: () => RATIO },
  { field: 'pb', tolerance: () => RATIO },
  { field: 'dy', tolerance: () => PERCENT },
  { field: 'net', tolerance: () => FLOW },
];

/** Two sources with different values of one field. */
export interface Disagreement {
  readonly key: SeriesKey;
  /** The source whose values are used. */
  readonly used: Source;
  readonly other: Source;
  /** Days on which they differ by more than the tolerance, of all days that both sources have. */
  readonly days: number;
  readonly compared: number;
  readonly first: Day;
  readonly worst: { readonly observedOn: Day; readonly used: number; readonly other: number };
}

/** The disagreements in the store, or in the given series, between the latest versions of the sources. By key, then source. */
export async function findDisagreements(
  connection: DuckDBConnection,
  only?: readonly SeriesId[],
): Promise<Disagreement[]> {
  const found: Disagreement[] = [];
  for (const { field, tolerance } of COMPARED) {
    const { table } = TABLE_SCHEMAS[kindOf(field)];
    const shared = await rowsOf<[SeriesId]>(
      connection,
      `SELECT series FROM ${table} WHERE ${name(field)} IS NOT NULL
       ${only ? `AND list_contains(${listOf(only)}, series)` : ''}
       GROUP BY series HAVING count(DISTINCT source) > 1 ORDER BY series`,
    );
    for (const [series] of shared)
      found.push(...(await compare(connection, table, series, field, tolerance(series))));
  }
  return found.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

async function compare(
  connection: DuckDBConnection,
  table: string,
  series: SeriesId,
  field: Field,
  { fraction, amount }: Tolerance,
): Promise<Disagreement[]> {
  const rows = await rowsOf<[Source, Source, number, number, Day, Day, number, number]>(
    connection,
    `WITH latest AS (
       SELECT ${asDay('observed_on')} AS day, source, list_position(${listOf(SOURCES)}, source) AS rank,
         arg_max(${name(field)}, (known_on, file)) AS figure
       FROM ${table} WHERE series = ${literal(series)} AND ${name(field)} IS NOT NULL GROUP BY ALL
     ), pairs AS (
       SELECT a.source AS believed, b.source AS other, a.rank, b.rank AS other_rank, day, a.figure AS x, b.figure AS y,
         abs(x - y) - greatest(${amount}, ${fraction} * abs(x)) AS beyond
       FROM latest a JOIN latest b USING (day) WHERE a.rank < b.rank
     )
     SELECT believed, other, count(*) FILTER (beyond > 1e-9)::INTEGER AS differ, count(*)::INTEGER,
       min(day) FILTER (beyond > 1e-9), arg_max(day, beyond), arg_max(x, beyond), arg_max(y, beyond)
     FROM pairs GROUP BY believed, other, rank, other_rank HAVING differ > 0 ORDER BY rank, other_rank`,
  );
  return rows.map(([used, other, days, both, first, observedOn, x, y]) => ({
    key: `${series}.${field}`,
    used,
    other,
    days,
    compared: both,
    first,
    worst: { observedOn, used: x, other: y },
  }));
}

export const disagreementProblem = ({ key, used, other, days, compared, worst }: Disagreement): Problem => ({
  severity: 'warning',
  code: 'sources-disagree',
  about: key,
  message:
    `${used} and ${other} differ on ${days.toLocaleString('en-IN')} of ${compared.toLocaleString('en-IN')} days, most on ${displayDay(worst.observedOn)}: ` +
    `${worst.used} against ${worst.other}. ${used} is used.`,
  remedy: 'If many days differ, check whether one of the files holds a different series than its name says.',
});
