import type { DuckDBConnection } from '@duckdb/node-api';
import { addDays, type Day } from '../../day.ts';
import { asDate, asDay, literal, rowsOf } from '../../store/sql.ts';
import { joined, type Span, type UnpricedMember, unpricedMembers } from '../prices/unpriced-members.ts';

/** The share of a company's shares that the public holds, as told on a day. */
export interface FreeFloat {
  /** Column of the issuer. */
  readonly issuer: number;
  /** The first day on which it counts: it is then both in force and known. */
  readonly from: Day;
  /** Above 0, at most 1. */
  readonly share: number;
}

/** A company joins an index, or is no longer in it. */
export interface MembershipChange {
  readonly issuer: number;
  readonly index: string;
  /** The first day as a member, or the first as none. */
  readonly from: Day;
  readonly isMember: boolean;
}

/** What is told of companies beside prices, shares and accounts, each by the day from which it counts. */
export interface CompanyFacts {
  readonly floats: readonly FreeFloat[];
  readonly memberships: readonly MembershipChange[];
  /** Members of whom nothing above can tell, for there is no price of them. */
  readonly unpriced: readonly UnpricedMember[];
}

export const NO_FACTS: CompanyFacts = { floats: [], memberships: [], unpriced: [] };

/** The facts of a store as known at the close of a day; `columnOf` says which series are whose. */
export async function readCompanyFacts(
  connection: DuckDBConnection,
  columnOf: ReadonlyMap<string, number>,
  { asOf, throughImport }: { readonly asOf: Day; readonly throughImport: number },
): Promise<CompanyFacts> {
  const known = `known_on <= ${asDate(asOf)} AND file <= ${throughImport}`;
  const floats = await rowsOf<[string, Day, number]>(
    connection,
    `SELECT series, ${asDay('greatest(observed_on, known_on)')}, share FROM free_float
     WHERE ${known} ORDER BY greatest(observed_on, known_on), observed_on, file, line`,
  );
  const changes = await rowsOf<[string, string, Day, boolean]>(
    connection,
    `SELECT series, "index", ${asDay('greatest(observed_on, known_on)')}, change = ${literal('joined')} FROM index_membership
     WHERE ${known} ORDER BY observed_on, file, line`,
  );
  const spans = new Map<number, Span>();
  // Millions of rows: only where there are members to be held against them.
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
    if (issuer !== undefined) spans.set(issuer, joined(spans.get(issuer) ?? null, [first, last]));
  }
  const of = <T>(series: string, fact: (issuer: number) => T): T[] => {
    const issuer = columnOf.get(series);
    return issuer === undefined ? [] : [fact(issuer)];
  };
  return {
    floats: floats.flatMap(([series, from, share]) => of(series, (issuer) => ({ issuer, from, share }))),
    memberships: changes
      .flatMap(([series, index, on, isMember]) =>
        // The day on which a company leaves is its last as a member.
        of(series, (issuer) => ({ issuer, index, from: isMember ? on : addDays(on, 1), isMember })),
      )
      // Who leaves on one day and joins from the next has never been out.
      .sort((a, b) => a.from - b.from || Number(a.isMember) - Number(b.isMember)),
    unpriced: unpricedMembers(
      changes.map(([series, index, on, isMember]) => ({ series, index, on, isMember })),
      spans,
      (series) => columnOf.get(series),
    ),
  };
}
