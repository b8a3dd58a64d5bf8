import { displayDay, type Day } from '../market/day.ts';
import { hasPlans, categoryTitle } from '../market/funds/categories.ts';
import type { Scheme } from '../market/funds/scheme.ts';
import { userError } from '../market/problem.ts';

/** A scheme whose last NAV is older than this is not live, in days. */
const LIVE_DAYS = 7;

/** Direct and regular plans differ by the distributor's commission, so a peer group has one kind only. */
export type PeerPlan = 'direct' | 'regular';

/** Which schemes belong to a peer group. */
export interface PeerRequest {
  readonly category: string;
  readonly plan: PeerPlan;
  readonly asOf: Day;
}

/**
 * The peer group of a category: growth options of one plan of open-ended schemes with a NAV of the last week, without
 * segregated portfolios. Exchange-traded funds have neither plans nor options.
 *
 * @throws UserError if no scheme belongs to it.
 */
export function peersOf(
  schemes: readonly Scheme[],
  { category, plan, asOf }: PeerRequest,
): readonly Scheme[] {
  const ofCategory = schemes.filter((scheme) => scheme.category === category);
  if (ofCategory.length === 0)
    throw userError(
      'unknown-category',
      category,
      schemes.length === 0 ? 'the store has no mutual funds.' : 'no scheme in the store has this category.',
      schemes.length === 0
        ? 'Import AMFI’s list of NAVs (NAVAll.txt) and NAV histories.'
        : `Use one of: ${[...new Set(schemes.map((s) => s.category))]
            .filter((id) => id !== '')
            .sort()
            .join(', ')}.`,
    );
  const peers = ofCategory.filter(
    (scheme) =>
      (hasPlans(category) ? scheme.plan === plan && scheme.option === 'growth' : true) &&
      (scheme.structure === 'open-ended' || scheme.structure === 'unknown') &&
      !scheme.segregated &&
      isLive(scheme, asOf),
  );
  if (peers.length === 0)
    throw userError(
      'no-peers',
      category,
      `none of the ${ofCategory.length} schemes of ${categoryTitle(category)} is a live ${plan} growth plan on ${displayDay(asOf)}.`,
      'Import NAVs up to the as-of date, or choose another with --as-of.',
    );
  return peers;
}

export const isLive = ({ lastNavOn }: Scheme, asOf: Day): boolean =>
  lastNavOn !== null && asOf - lastNavOn <= LIVE_DAYS;
