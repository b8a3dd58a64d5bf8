import type { Day } from '../../day.ts';

/** A company that was in an index for some time in which the store has prices, but none of that company. */
export interface UnpricedMember {
  readonly index: string;
  /** As the file of members names it: an ISIN or a symbol. */
  readonly series: string;
}

/** The first and the last day of something. */
export type Span = readonly [first: Day, last: Day];

/** A row of the file of members: its first day, or the last. */
export interface MembershipRow {
  readonly series: string;
  readonly index: string;
  readonly on: Day;
  readonly isMember: boolean;
}

/**
 * Members through time without a price while they were in: nothing can choose them, so that an index looks as if it had
 * never held them. A membership before the store's first price asks for none.
 *
 * @param rows by day.
 * @param prices from when to when each issuer has prices.
 * @param issuerOf of a series; undefined for one that never traded.
 */
export function unpricedMembers(
  rows: readonly MembershipRow[],
  prices: ReadonlyMap<number, Span>,
  issuerOf: (series: string) => number | undefined,
): UnpricedMember[] {
  const store = [...prices.values()].reduce<Span | null>(joined, null);
  if (!store) return [];
  const unpriced = new Map<string, UnpricedMember>();
  const end = (series: string, index: string, stay: Span): void => {
    const issuer = issuerOf(series);
    const own = issuer === undefined ? undefined : prices.get(issuer);
    if (meet(stay, store) && !(own && meet(stay, own))) unpriced.set(`${index} ${series}`, { index, series });
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

/** From the earlier start to the later end. */
export const joined = (a: Span | null, b: Span): Span =>
  a ? [Math.min(a[0], b[0]) as Day, Math.max(a[1], b[1]) as Day] : b;

const meet = (a: Span, b: Span): boolean => a[0] <= b[1] && b[0] <= a[1];
