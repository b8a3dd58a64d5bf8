import type { CostRules } from '../cost-rules.ts';
import { type FuturesHedge, futuresHedge } from './futures-hedge.ts';
import type { HedgeRules } from './hedge-rules.ts';
import { type PutHedge, putHedge } from './put-hedge.ts';
import type { HedgeRequest } from './request.ts';

/** The hedge of a month: what is done, in which form, and the form not chosen where there were two. */
export type Hedge =
  | { readonly kind: 'none'; readonly why: string }
  | {
      readonly kind: 'hedged';
      readonly chosen: FuturesHedge | PutHedge;
      readonly instead: FuturesHedge | PutHedge | null;
      readonly why: string;
    };

/**
 * The hedge by rule. Futures, unless puts of at least as many lots cost no more to expiry than futures and what the rule
 * book pays for keeping the upside. Nothing where the target asks for less than half a lot or the budget pays for none.
 *
 * @throws UserError for an expiry whose lot or charges the tables do not know.
 */
export function hedge(request: HedgeRequest, rules: HedgeRules, costs: CostRules): Hedge {
  const futures = futuresHedge(request, rules, costs);
  if (futures.lotsWanted === 0) {
    return { kind: 'none', why: 'Beta is at its target, or less than half a lot away.' };
  }
  const puts = putHedge(request, rules, costs);
  const asLarge = puts !== null && puts.lots > 0 && puts.lots >= futures.lots;
  // Only puts of as many lots stand for the futures: a smaller hedge must not pass for a cheaper one.
  const allowance = futures.cost + rules.puts.worthMore * futures.notional;
  if (asLarge && (futures.lots === 0 || puts.cost <= allowance)) {
    const why =
      futures.lots === 0
        ? 'The hedge part pays for puts, not for the margin of a future.'
        : 'Puts cost no more than futures and what keeping the upside is worth.';
    return { kind: 'hedged', chosen: puts, instead: futures, why };
  }
  if (futures.lots === 0) {
    return { kind: 'none', why: 'The hedge part does not pay for the margin of one lot.' };
  }
  const why = puts
    ? 'Puts cost more than futures and what keeping the upside is worth.'
    : 'No price of puts is known.';
  return { kind: 'hedged', chosen: futures, instead: puts, why };
}
