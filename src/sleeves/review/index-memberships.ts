import type { Day } from '../../market/day.ts';
import type { MembershipChange } from '../../market/stocks/companies/company-facts.ts';

/**
 * Constituents of each index as known at the current session; each change takes effect on its day. `advanceMemberships`
 * changes it in place.
 */
export interface IndexMemberships {
  /** Columns of the constituents of each index. */
  readonly byIndex: ReadonlyMap<string, Set<number>>;
  /** Ascending by day. */
  readonly changes: readonly MembershipChange[];
  next: number;
}

export const newMemberships = (changes: readonly MembershipChange[]): IndexMemberships => ({
  byIndex: new Map(changes.map(({ index }) => [index, new Set()])),
  changes: changes.toSorted((a, b) => a.from - b.from),
  next: 0,
});

/** Applies the changes up to a day. In place. */
export function advanceMemberships(memberships: IndexMemberships, day: Day): void {
  for (; memberships.next < memberships.changes.length; memberships.next++) {
    const { issuer, index, from, isMember } = memberships.changes[memberships.next]!;
    if (from > day) return;
    const constituents = memberships.byIndex.get(index)!;
    if (isMember) constituents.add(issuer);
    else constituents.delete(issuer);
  }
}
