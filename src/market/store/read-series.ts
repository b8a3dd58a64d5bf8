import type { DuckDBConnection } from '@duckdb/node-api';
import type { Versions } from '../as-of.ts';
import { kindOf, tableExpression, type RowKind } from './rows.ts';
import type { Field, SeriesId, SeriesKey } from '../series.ts';
import { SOURCES } from '../source.ts';
import { asDay, columnOf, listOf, literal, name } from './sql.ts';

/** Splits a key; a series id may contain dots, a field never does. */
export function splitKey(key: SeriesKey): { series: SeriesId; field: Field } {
  const dot = key.lastIndexOf('.');
  return { series: key.slice(0, dot), field: key.slice(dot + 1) as Field };
}

/** All stored versions of the given keys, from files up to `throughImport`. A key without rows is absent. */
export async function readSeries(
  connection: DuckDBConnection,
  keys: readonly SeriesKey[],
  throughImport: number,
): Promise<Map<SeriesKey, Versions>> {
  const wanted = new Map<RowKind, { series: Set<SeriesId>; fields: Set<Field> }>();
  for (const key of keys) {
    const { series, field } = splitKey(key);
    const kind = kindOf(field);
    const of = wanted.get(kind) ?? { series: new Set(), fields: new Set() };
    wanted.set(kind, of);
    of.series.add(series);
    of.fields.add(field);
  }
  const found = new Map<SeriesKey, Versions>();
  for (const [kind, { series, fields }] of wanted)
    for (const [key, versions] of await readKind(connection, kind, [...series], [...fields], throughImport))
      if (keys.includes(key) && versions.value.length > 0) found.set(key, versions);
  return found;
}

async function readKind(
  connection: DuckDBConnection,
  kind: RowKind,
  series: readonly SeriesId[],
  fields: readonly Field[],
  throughImport: number,
): Promise<Map<SeriesKey, Versions>> {
  // Nulls become NaN because the items of a DuckDB vector are undefined where it is null.
  const result = await connection.run(`
    SELECT list_position(${listOf(series)}, series)::INTEGER AS nth, ${asDay('observed_on')} AS day,
      ${asDay('known_on')} AS known, list_position(${listOf(SOURCES)}, source)::INTEGER AS rank,
      ${fields.map((field) => `coalesce(${name(field)}, 'nan'::DOUBLE)`).join(', ')}
    FROM ${tableExpression(kind)}
    WHERE series IN (${series.map(literal).join(', ')}) AND file <= ${throughImport}
    ORDER BY nth, day, rank, known, file`);
  const chunks = await result.fetchAllChunks();
  const [nth, observedOn, knownOn, rank] = [0, 1, 2, 3].map((i) => new Int32Array(columnOf(chunks, i)));
  const found = new Map<SeriesKey, Versions>();
  fields.forEach((field, f) => {
    const value = columnOf(chunks, 4 + f);
    for (let from = 0; from < value.length;) {
      let to = from;
      while (to < value.length && nth![to] === nth![from]) to++;
      const id = series[nth![from]! - 1]!;
      found.set(`${id}.${field}`, versionsOf(observedOn!, knownOn!, rank!, value, from, to));
      from = to;
    }
  });
  return found;
}

/** The rows of one field: those with a value, without versions that repeat it because only another field changed. */
function versionsOf(
  observedOn: Int32Array,
  knownOn: Int32Array,
  rank: Int32Array,
  value: Float64Array,
  from: number,
  to: number,
): Versions {
  const most = to - from;
  const kept = {
    observedOn: new Int32Array(most),
    knownOn: new Int32Array(most),
    value: new Float64Array(most),
    rank: new Uint8Array(most),
  };
  let count = 0;
  for (let i = from; i < to; i++) {
    const [day, source, figure] = [observedOn[i]!, rank[i]! - 1, value[i]!];
    if (Number.isNaN(figure)) continue;
    const last = count - 1;
    const repeats =
      last >= 0 && kept.observedOn[last] === day && kept.rank[last] === source && kept.value[last] === figure;
    if (repeats) continue;
    kept.observedOn[count] = day;
    kept.knownOn[count] = knownOn[i]!;
    kept.value[count] = figure;
    kept.rank[count] = source;
    count++;
  }
  return {
    observedOn: kept.observedOn.slice(0, count),
    knownOn: kept.knownOn.slice(0, count),
    value: kept.value.slice(0, count),
    rank: kept.rank.slice(0, count),
  };
}
