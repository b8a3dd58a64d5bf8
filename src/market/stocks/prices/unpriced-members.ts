import type { Day } from '../../day.ts';

/** An index constituent without prices in the store, although the store has prices of that time. */
export interface UnpricedMember {
  readonly index: string;
  /** As named in the membership file: an ISIN or a symbol. */
  readonly series: string;
}

/** The first and last day of a period. */
export type Span = readonly [first: Day, last: Day];

/** A row of a membership file: the first day as a constituent, or the last. */
export interface MembershipRow {
  readonly series: string;
  readonly index: string;
  readonly on: Day;
  readonly isMember: boolean;
}

/**
 * Constituents without a price during their membership. A sleeve cannot select them, which biases it towards survivors.
 * Memberships before the store's first price are ignored.
 *
 * @param rows ordered by day.
 * @param prices the first and last day with a price, by issuer.
 * @param issuerOf the issuer of a series; undefined for one that never traded.
 */
export function unpricedMembers(
  rows: readonly MembershipRow[],
  prices: ReadonlyMap<number, Span>,
  issuerOf: (series: string) => number | undefined,
): UnpricedMember[] {
  const store = [...prices.values()].reduce<Span | null>(spanUnion, null);
  if (!store) return [];
  const unpriced = new Map<string, UnpricedMember>();
  const end = (series: string, index: string, stay: Span): void => {
    const issuer = issuerOf(series);
    const own = issuer === undefined ? undefined : prices.get(issuer);
    if (overlap(stay, store) && !(own && overlap(stay, own)))
      unpriced.set(`${index} ${series}`, { index, series });
  };
  const since = new Map<string, MembershipRow>();
  for (const row of rows) {
    const key = `${row.index} ${row.series}`;
    const start = since.get(key);
    if (row.isMember) {
      if (!start) since.set(key, row);
    } else if (start) {
      end(row.series, row.index, [start.on, row.on]);
      since.delete(key);
    }
  }
  for (const { series, index, on } of since.values()) end(series, index, [on, Infinity as Day]);
  return [...unpriced].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, member]) => member);
}

/** The period from the earlier start to the later end. */
export const spanUnion = (a: Span | null, b: Span): Span =>
  a ? [Math.min(a[0], b[0]) as Day, Math.max(a[1], b[1]) as Day] : b;

const overlap = (a: Span, b: Span): boolean => a[0] <= b[1] && b[0] <= a[1];
