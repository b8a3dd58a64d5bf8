import type { CostRules } from '../cost-rules.ts';
import { type FuturesHedge, futuresHedge } from './futures-hedge.ts';
import type { HedgeRules } from './hedge-rules.ts';
import { type PutHedge, putHedge } from './put-hedge.ts';
import type { HedgeRequest } from './request.ts';

/** The hedge of a month: the form chosen, the alternative if there is one, and the reason. */
export type Hedge =
  | { readonly kind: 'none'; readonly reason: string }
  | {
      readonly kind: 'hedged';
      readonly chosen: FuturesHedge | PutHedge;
      readonly alternative: FuturesHedge | PutHedge | null;
      readonly reason: string;
    };

/**
 * Chooses the hedge by rule: futures, unless puts of at least as many lots cost no more to expiry than futures plus the rule
 * book's allowance for keeping the upside. No hedge if the target needs less than half a lot or the budget pays for none.
 *
 * @throws UserError if the tables do not cover the lot size or charges of the expiry.
 */
export function hedge(request: HedgeRequest, rules: HedgeRules, costs: CostRules): Hedge {
  const futures = futuresHedge(request, rules, costs);
  if (futures.lotsRequired === 0) {
    const isBelow = request.beta <= request.targetBeta;
    return {
      kind: 'none',
      reason: `No futures needed: beta is ${isBelow ? 'not above' : 'within half a lot of'} target.`,
    };
  }
  const puts = putHedge(request, rules, costs);
  const asLarge = puts !== null && puts.lots > 0 && puts.lots >= futures.lots;
  // Only puts of as many lots are comparable with the futures: a smaller hedge must not count as a cheaper one.
  const allowance = futures.cost + rules.puts.worthMore * futures.notional;
  if (asLarge && (futures.lots === 0 || puts.cost <= allowance)) {
    const reason =
      futures.lots === 0
        ? 'The hedge reserve covers the premium of puts, but not margin and mark-to-market reserve of one future.'
        : 'Puts cost no more than futures plus the allowance for keeping the upside.';
    return { kind: 'hedged', chosen: puts, alternative: futures, reason };
  }
  if (futures.lots === 0) {
    return {
      kind: 'none',
      reason: 'The hedge reserve does not cover margin and mark-to-market reserve of one lot.',
    };
  }
  const reason = puts
    ? 'Puts cost more than futures plus the allowance for keeping the upside.'
    : 'Puts could not be priced, so futures are used.';
  return { kind: 'hedged', chosen: futures, alternative: puts, reason };
}
