import type { DuckDBConnection } from '@duckdb/node-api';
import { addDays, type Day } from '../../day.ts';
import type { KnowledgeCutoff } from '../../store/lineage.ts';
import { SOURCES } from '../../source.ts';
import { asDate, asDay, listOf, literal, rowsOf } from '../../store/sql.ts';
import { spanUnion, type Span, type UnpricedMember, unpricedMembers } from '../prices/unpriced-members.ts';

/** The free-float factor of a stock from a day on. */
export interface FreeFloat {
  /** Column of the issuer. */
  readonly issuer: number;
  /** The first day on which it is both in force and known. */
  readonly from: Day;
  /** Above 0, at most 1. */
  readonly fraction: number;
}

/** A stock joins an index, or is no longer in it. */
export interface MembershipChange {
  readonly issuer: number;
  readonly index: string;
  /** The first day as a constituent, or the first day no longer as one. */
  readonly from: Day;
  readonly isMember: boolean;
}

/** Facts about stocks apart from prices, shares and accounts, each ordered by the day from which it applies. */
export interface CompanyFacts {
  readonly floats: readonly FreeFloat[];
  readonly memberships: readonly MembershipChange[];
  /** Constituents without a price, which the lists above therefore omit. */
  readonly unpriced: readonly UnpricedMember[];
}

export const NO_FACTS: CompanyFacts = { floats: [], memberships: [], unpriced: [] };

/** The facts visible under a cutoff. @param columnOf the issuer's column by series. */
export async function readCompanyFacts(
  connection: DuckDBConnection,
  columnOf: ReadonlyMap<string, number>,
  { asOf, throughImport }: KnowledgeCutoff,
): Promise<CompanyFacts> {
  const known = `known_on <= ${asDate(asOf)} AND file <= ${throughImport}`;
  const rank = `list_position(${listOf(SOURCES)}, source)`;
  const floats = await rowsOf<[string, Day, number]>(
    connection,
    `SELECT series, ${asDay('greatest(observed_on, known_on)')}, share FROM free_float
     WHERE ${known} ORDER BY greatest(observed_on, known_on), observed_on, ${rank} DESC, series, file, line`,
  );
  const changes = await rowsOf<[string, string, Day, boolean]>(
    connection,
    `SELECT series, "index", ${asDay('greatest(observed_on, known_on)')}, change = ${literal('joined')} FROM index_membership
     WHERE ${known} ORDER BY observed_on, ${rank} DESC, series, "index", file, line`,
  );
  const spans = new Map<number, Span>();
  // Millions of rows: read only if there are memberships to check.
  const priced =
    changes.length === 0
      ? []
      : await rowsOf<[string, Day, Day]>(
          connection,
          `SELECT series, ${asDay('min(observed_on)')}, ${asDay('max(observed_on)')} FROM stock_bar
           WHERE ${known} GROUP BY series`,
        );
  for (const [series, first, last] of priced) {
    const issuer = columnOf.get(series);
    if (issuer !== undefined) spans.set(issuer, spanUnion(spans.get(issuer) ?? null, [first, last]));
  }
  const of = <T>(series: string, fact: (issuer: number) => T): T[] => {
    const issuer = columnOf.get(series);
    return issuer === undefined ? [] : [fact(issuer)];
  };
  return {
    floats: floats.flatMap(([series, from, fraction]) =>
      of(series, (issuer) => ({ issuer, from, fraction })),
    ),
    memberships: changes
      .flatMap(([series, index, on, isMember]) =>
        // The day on which a stock leaves is its last as a constituent.
        of(series, (issuer) => ({ issuer, index, from: isMember ? on : addDays(on, 1), isMember })),
      )
      // A stock that leaves on one day and joins on the next stays a constituent.
      .sort((a, b) => a.from - b.from || Number(a.isMember) - Number(b.isMember)),
    unpriced: unpricedMembers(
      changes.map(([series, index, on, isMember]) => ({ series, index, on, isMember })),
      spans,
      (series) => columnOf.get(series),
    ),
  };
}
