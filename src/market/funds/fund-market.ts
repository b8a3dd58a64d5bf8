import type { DuckDBConnection } from '@duckdb/node-api';
import { type Day, parseIso } from '../day.ts';
import { SOURCES } from '../source.ts';
import { asDate, asDay, listOf, rowsOf } from '../store/sql.ts';
import { categoryId } from './categories.ts';
import { type FundFactId, navKnownOn, schemeCode, schemeSeries } from './fund-row.ts';
import { isSegregated, optionOf, plainSchemeName, planOf } from './plan-and-option.ts';
import { type NavHistory, readNavs } from './read-navs.ts';
import { NO_FACTS, type Scheme, type SchemeEvent, type SchemeFacts } from './scheme.ts';

/**
 * Mutual funds as known after a day's NAVs were published: NAVs of days up to `asOf`, which became known by the next
 * morning; facts and events known on the day itself. The schemes are as the last list up to the day describes them; a
 * scheme that only a later list describes is as that list has it.
 */
export interface FundMarket {
  readonly asOf: Day;
  /** By code. */
  readonly schemes: readonly Scheme[];
  /** Facts by code; a scheme without facts is absent. */
  readonly facts: ReadonlyMap<string, SchemeFacts>;
  readonly events: readonly SchemeEvent[];
  /** NAVs of schemes, adjusted for nothing. A scheme without NAVs is absent. */
  navs(codes: readonly string[]): Promise<ReadonlyMap<string, NavHistory>>;
}

/** The rows visible to a reading: those known by the close of `asOf`, from files up to import `throughImport`. */
export interface FundCutoff {
  readonly asOf: Day;
  readonly throughImport: number;
}

export async function readFundMarket(connection: DuckDBConnection, cutoff: FundCutoff): Promise<FundMarket> {
  const { asOf, throughImport } = cutoff;
  const schemes = await readSchemes(connection, cutoff);
  return {
    asOf,
    schemes,
    facts: await readFacts(connection, cutoff, schemes),
    events: (
      await rowsOf<[string, Day, SchemeEvent['event'], string, number | null]>(
        connection,
        `SELECT series, ${asDay('observed_on')}, event, other, arg_max(ratio, (known_on, file)) FROM scheme_event
         WHERE known_on <= ${asDate(asOf)} AND file <= ${throughImport} GROUP BY ALL ORDER BY ALL`,
      )
    ).map(([series, day, event, other, ratio]) => ({ code: schemeCode(series)!, day, event, other, ratio })),
    navs: (codes) => readNavs(connection, codes, cutoff),
  };
}

const STRUCTURES: readonly (readonly [RegExp, Scheme['structure']])[] = [
  [/^open/i, 'open-ended'],
  [/^close/i, 'closed-ended'],
  [/^interval/i, 'interval'],
];

type SchemeColumns = [
  string,
  string | null,
  string | null,
  string | null,
  string | null,
  string | null,
  string | null,
  string | null,
  Day | null,
  Day | null,
];

async function readSchemes(
  connection: DuckDBConnection,
  { asOf, throughImport }: FundCutoff,
): Promise<Scheme[]> {
  const known = asDate(asOf);
  // Among the lists of one day AMFI's own comes first. A scheme that has only NAVs is one without a name.
  const rows = await rowsOf<SchemeColumns>(
    connection,
    `WITH described AS (
       FROM scheme WHERE file <= ${throughImport}
       QUALIFY row_number() OVER (PARTITION BY series ORDER BY known_on > ${known},
         CASE WHEN known_on > ${known} THEN known_on END, observed_on DESC, list_position(${listOf(SOURCES)}, source), file DESC) = 1),
     priced AS (
       SELECT series, max(observed_on) AS last_nav FROM nav
       WHERE observed_on <= ${known} AND known_on <= ${asDate(navKnownOn(asOf))} AND file <= ${throughImport} AND nav IS NOT NULL
       GROUP BY series)
     SELECT series, name, house, structure, category, plan, "option", isin, ${asDay('d.observed_on')}, ${asDay('last_nav')}
     FROM described d FULL JOIN priced USING (series) ORDER BY series`,
  );
  return rows.map(([series, name, house, structure, category, plan, option, isin, seenOn, lastNavOn]) => ({
    code: schemeCode(series)!,
    name: name ?? '',
    house: house ?? '',
    structure: STRUCTURES.find(([pattern]) => pattern.test(structure ?? ''))?.[1] ?? 'unknown',
    category: categoryId(category ?? ''),
    plan: planOf(name ?? '', plan),
    option: optionOf(name ?? '', option),
    isin,
    segregated: isSegregated(name ?? ''),
    seenOn: seenOn ?? asOf,
    lastNavOn,
  }));
}

/** The latest facts known by the as-of date: of each scheme's own series, else of its plain name and plan. */
async function readFacts(
  connection: DuckDBConnection,
  { asOf, throughImport }: FundCutoff,
  schemes: readonly Scheme[],
): Promise<ReadonlyMap<string, SchemeFacts>> {
  const rows = await rowsOf<[string, FundFactId, string, number | null, string | null]>(
    connection,
    `SELECT series, fact, plan, number, "text" FROM fund_fact
     WHERE known_on <= ${asDate(asOf)} AND file <= ${throughImport}
     QUALIFY row_number() OVER (PARTITION BY series, fact, plan ORDER BY list_position(${listOf(SOURCES)}, source), observed_on DESC, known_on DESC, file DESC) = 1
     ORDER BY ALL`,
  );
  const bySeries = new Map<string, Map<string, { number: number | null; text: string | null }>>();
  for (const [series, fact, plan, number, text] of rows) {
    const facts = bySeries.get(series) ?? new Map<string, { number: number | null; text: string | null }>();
    facts.set(`${fact} ${plan}`, { number, text });
    bySeries.set(series, facts);
  }
  const found = new Map<string, SchemeFacts>();
  if (bySeries.size === 0) return found;
  for (const { code, name, plan } of schemes) {
    const own = bySeries.get(schemeSeries(code));
    const named = bySeries.get(`scheme-name:${plainSchemeName(name)}`);
    if (!own && !named) continue;
    const number = (fact: FundFactId): number | null =>
      own?.get(`${fact} `)?.number ?? named?.get(`${fact} ${plan}`)?.number ?? null;
    const text = (fact: FundFactId): string | null => own?.get(`${fact} `)?.text ?? null;
    const dayOfFact = (fact: FundFactId): Day | null => parseIso(text(fact) ?? '');
    found.set(code, {
      ...NO_FACTS,
      ter: number('ter'),
      aum: number('aum'),
      manager: text('manager'),
      managerSince: dayOfFact('manager-since'),
      launched: dayOfFact('launched'),
      benchmark: text('benchmark'),
      exitLoad: text('exit-load'),
      ytm: number('ytm'),
      modifiedDuration: number('modified-duration'),
    });
  }
  return found;
}
