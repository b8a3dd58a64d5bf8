import type { Day } from '../../src/market/day.ts';
import { type Charges, chargesOf } from '../costs/charges.ts';
import type { CostRules } from '../cost-rules.ts';
import type { HedgeRules } from './hedge-rules.ts';
import { betaAfterHedge, lotsForTarget } from './contract-sizing.ts';
import { daysToExpiry, niftyLot } from './nifty-lot.ts';
import { type CashNeed, cashNeeds, type MarginRate, marginRate } from './margin.ts';
import { payoffGrid, type PayoffPoint } from './payoff.ts';
import type { HedgeRequest } from './request.ts';
import { rollDay } from './roll.ts';

/** Rolling a short position to the next month. */
export interface Roll {
  readonly day: Day;
  /** Charges of buying back and selling the next contract, at today's prices. */
  readonly charges: Charges;
  /** Calendar spread in ₹ for the whole position, received by the seller; null if the next contract has no price. */
  readonly spread: number | null;
}

/** A hedge by short Nifty futures. Money in ₹, charges in paise. */
export interface FuturesHedge {
  readonly kind: 'futures';
  readonly expiry: Day;
  readonly lot: number;
  /** Lots required by the target beta, and lots whose margin and mark-to-market reserve the budget covers. */
  readonly lotsRequired: number;
  readonly lots: number;
  readonly limitedBy: 'budget' | null;
  /** lots × lot × future. */
  readonly notional: number;
  /** Initial margin. */
  readonly margin: number;
  readonly marginRate: MarginRate;
  /** ₹ kept beside the margin for mark-to-market payments. */
  readonly markToMarketReserve: number;
  /** Cash needed after the Nifty moves by ± 10 % in a day. */
  readonly cashNeeds: readonly CashNeed[];
  readonly hedgedBeta: number;
  /**
   * Premium of the future over the index for the whole position, earned by the seller as both converge at expiry; below 0
   * it is paid.
   */
  readonly carry: number;
  /** Annualised `carry` as a fraction of the index. */
  readonly carryRate: number;
  /** Interest forgone on margin and reserve until expiry. */
  readonly marginInterest: number;
  /** Charges of today's trade: of all lots, or of the difference from those held. */
  readonly charges: Charges;
  /** ₹ to expiry: charges plus interest minus carry. Below 0 the hedge earns. */
  readonly cost: number;
  readonly roll: Roll;
  readonly payoff: readonly PayoffPoint[];
}

/**
 * Hedges by futures: whole lots, at most as many as the budget covers margin and mark-to-market reserve of, with cost and payoff. Liquidity does not
 * limit it: Nifty futures absorb such trades at the rule book's impact rate.
 */
export function futuresHedge(request: HedgeRequest, rules: HedgeRules, costs: CostRules): FuturesHedge {
  const { market, beta, targetBeta, value, budget, heldUnits = 0 } = request;
  const { day, spot, future, expiry, nextFuture, marginVolatility } = market;
  const days = daysToExpiry(day, expiry);
  const lot = niftyLot(expiry);
  const size = { beta, targetBeta, value, future, lot };
  const required = lotsForTarget(size);
  const rate = marginRate(marginVolatility, rules);
  const lots = Math.min(required, Math.floor(budget / ((rate.initial + rate.reserve) * future * lot)));
  const units = lots * lot;

  const trade = (side: 'buy' | 'sell', price: number, traded = units) =>
    chargesOf({ segment: 'index-future', side, value: traded * price, day, liquidity: null }, costs);
  const toSell = units + heldUnits;
  const charges = trade(toSell < 0 ? 'buy' : 'sell', future, Math.abs(toSell));
  const notional = units * future;
  const [margin, markToMarketReserve] = [rate.initial * notional, rate.reserve * notional];
  const marginInterest = ((margin + markToMarketReserve) * rules.interest * days) / 365;
  const carry = units * (future - spot);
  const cost = charges.paise / 100 + marginInterest - carry;
  const back = trade('buy', future);
  const next = trade('sell', nextFuture ?? future);
  return {
    kind: 'futures',
    expiry,
    lot,
    lotsRequired: required,
    lots,
    limitedBy: lots < required ? 'budget' : null,
    notional,
    margin,
    marginRate: rate,
    markToMarketReserve,
    cashNeeds: cashNeeds(notional, rate, rules),
    hedgedBeta: betaAfterHedge(size, lots),
    carry,
    carryRate: ((future / spot - 1) * 365) / days,
    marginInterest,
    charges,
    cost,
    roll: {
      day: rollDay(expiry, rules.rollDaysBefore),
      charges: { lines: [...back.lines, ...next.lines], paise: back.paise + next.paise },
      spread: nextFuture === null ? null : units * (nextFuture - future),
    },
    payoff: payoffGrid(
      { beta, value, spot },
      (level) => units * (future - level) - charges.paise / 100 - marginInterest,
    ),
  };
}
