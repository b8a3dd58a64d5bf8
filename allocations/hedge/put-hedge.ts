import type { Day } from '../../src/market/day.ts';
import { type Charges, chargesOf } from '../costs/charges.ts';
import type { CostRules } from '../cost-rules.ts';
import { premiumOf } from './black-76.ts';
import type { HedgeRules } from './hedge-rules.ts';
import { lotsWanted } from './contract-sizing.ts';
import { daysToExpiry, niftyLot } from './nifty-lot.ts';
import { payoffGrid, type PayoffPoint } from './payoff.ts';
import type { HedgeMarket, HedgeRequest } from './request.ts';

/** Nifty puts bought for a portfolio. Money in ₹, charges in paise. */
export interface PutHedge {
  readonly kind: 'puts';
  readonly expiry: Day;
  readonly lot: number;
  readonly lotsWanted: number;
  readonly lots: number;
  readonly boundBy: 'budget' | null;
  readonly strike: number;
  /** Index points, and where they come from. */
  readonly premium: number;
  readonly pricedBy: 'observed' | 'volatility';
  /** lots × lot × future: what is hedged below the strike. */
  readonly notional: number;
  readonly charges: Charges;
  /** ₹ to expiry: premium and charges. */
  readonly cost: number;
  readonly payoff: readonly PayoffPoint[];
}

/**
 * The hedge by puts: as many lots as the futures would have, so that below the strike both bring beta down alike, and as
 * the budget pays premium for. Null where no premium is known.
 */
export function putHedge(request: HedgeRequest, rules: HedgeRules, costs: CostRules): PutHedge | null {
  const { market, beta, targetBeta, value, budget } = request;
  const { day, spot, future, expiry } = market;
  const priced = price(market, rules);
  if (!priced) return null;
  const { strike, premium, pricedBy } = priced;
  const lot = niftyLot(expiry);
  const wanted = lotsWanted({ beta, targetBeta, value, future, lot });
  const chargesFor = (lots: number): Charges =>
    chargesOf(
      { segment: 'index-option', side: 'buy', value: lots * lot * premium, day, liquidity: null },
      costs,
    );
  const costOf = (lots: number): number => lots * lot * premium + chargesFor(lots).paise / 100;

  let lots = Math.min(wanted, Math.floor(budget / (lot * premium)));
  // Charges come on top of the premium and may take the last lot.
  while (lots > 0 && costOf(lots) > budget) lots--;
  const cost = costOf(lots);
  const units = lots * lot;
  return {
    kind: 'puts',
    expiry,
    lot,
    lotsWanted: wanted,
    lots,
    boundBy: lots < wanted ? 'budget' : null,
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
    if (!(strike > 0 && premium > 0)) throw new RangeError(`no put of ${strike} at ${premium}`);
    return { strike, premium, pricedBy: 'observed' };
  }
  const step = puts.strikeStep;
  const strike = Math.round((spot * (1 - puts.outOfTheMoney)) / step) * step;
  const { volatility } = put;
  const premium = premiumOf({ kind: 'put', future, strike, years, volatility, interest });
  return { strike, premium, pricedBy: 'volatility' };
}
