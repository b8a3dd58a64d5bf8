import type { Day } from '../../market/day.ts';
import type { MembershipChange } from '../../market/stocks/companies/company-facts.ts';

/** Who is in which index, as told so far: changes wait for their day. `advanceMembers` changes it in place. */
export interface Members {
  /** Columns by index. */
  readonly of: ReadonlyMap<string, Set<number>>;
  /** Ascending by day. */
  readonly told: readonly MembershipChange[];
  next: number;
}

export const newMembers = (told: readonly MembershipChange[]): Members => ({
  of: new Map(told.map(({ index }) => [index, new Set()])),
  told: told.toSorted((a, b) => a.from - b.from),
  next: 0,
});

/** Takes in the changes up to a day. In place. */
export function advanceMembers(members: Members, day: Day): void {
  for (; members.next < members.told.length; members.next++) {
    const { issuer, index, from, isMember } = members.told[members.next]!;
    if (from > day) return;
    const of = members.of.get(index)!;
    if (isMember) of.add(issuer);
    else of.delete(issuer);
  }
}
