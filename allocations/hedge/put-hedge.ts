import type { Day } from '../../src/market/day.ts';
import { type Charges, chargesOf } from '../costs/charges.ts';
import type { CostRules } from '../cost-rules.ts';
import { premiumOf } from './black-76.ts';
import type { HedgeRules } from './hedge-rules.ts';
import { lotsForTarget } from './contract-sizing.ts';
import { daysToExpiry, niftyLot } from './nifty-lot.ts';
import { payoffGrid, type PayoffPoint } from './payoff.ts';
import type { HedgeMarket, HedgeRequest } from './request.ts';

/** A hedge by long Nifty puts. Money in ₹, charges in paise. */
export interface PutHedge {
  readonly kind: 'puts';
  readonly expiry: Day;
  readonly lot: number;
  readonly lotsRequired: number;
  readonly lots: number;
  readonly limitedBy: 'budget' | null;
  readonly strike: number;
  /** Index points, and how they were obtained. */
  readonly premium: number;
  readonly pricedBy: 'observed' | 'volatility';
  /** lots × lot × future: the value hedged below the strike. */
  readonly notional: number;
  readonly charges: Charges;
  /** ₹ to expiry: premium plus charges. */
  readonly cost: number;
  readonly payoff: readonly PayoffPoint[];
}

/** NSE's price step of an option, in index points: no option costs less, whatever a formula gives. */
const TICK = 0.05;

/**
 * Hedges by puts: as many lots as the futures hedge needs, so that both reduce beta equally below the strike, but at most as
 * many as the budget pays premium for. Null if there is no premium, or if no strike is listed so far below the index.
 */
export function putHedge(request: HedgeRequest, rules: HedgeRules, costs: CostRules): PutHedge | null {
  const { market, beta, targetBeta, value, budget } = request;
  const { day, spot, future, expiry } = market;
  const priced = price(market, rules);
  if (!priced) return null;
  const { strike, premium, pricedBy } = priced;
  const lot = niftyLot(expiry);
  const required = lotsForTarget({ beta, targetBeta, value, future, lot });
  const chargesFor = (lots: number): Charges =>
    chargesOf(
      { segment: 'index-option', side: 'buy', value: lots * lot * premium, day, liquidity: null },
      costs,
    );
  const costOf = (lots: number): number => lots * lot * premium + chargesFor(lots).paise / 100;

  let lots = Math.min(required, Math.floor(budget / (lot * premium)));
  // Charges come on top of the premium and may cost the last lot.
  while (lots > 0 && costOf(lots) > budget) lots--;
  const cost = costOf(lots);
  const units = lots * lot;
  return {
    kind: 'puts',
    expiry,
    lot,
    lotsRequired: required,
    lots,
    limitedBy: lots < required ? 'budget' : null,
    strike,
    premium,
    pricedBy,
    notional: units * future,
    charges: chargesFor(lots),
    cost,
    payoff: payoffGrid({ beta, value, spot }, (level) => units * Math.max(0, strike - level) - cost),
  };
}

function price(
  { day, spot, future, expiry, put }: HedgeMarket,
  { puts, interest }: HedgeRules,
): { strike: number; premium: number; pricedBy: PutHedge['pricedBy'] } | null {
  if (put === null) return null;
  const years = daysToExpiry(day, expiry) / 365;
  if (put.kind === 'observed') {
    const { strike, premium } = put;
    if (!(strike > 0 && premium > 0))
      throw new RangeError(`invalid put: strike ${strike}, premium ${premium}`);
    return { strike, premium, pricedBy: 'observed' };
  }
  const step = puts.strikeStep;
  const strike = Math.round((spot * (1 - puts.outOfTheMoney)) / step) * step;
  const { volatility } = put;
  if (strike === 0) return null;
  const premium = Math.max(TICK, premiumOf({ kind: 'put', future, strike, years, volatility, interest }));
  return { strike, premium, pricedBy: 'volatility' };
}
