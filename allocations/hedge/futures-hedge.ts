import type { Day } from '../../src/market/day.ts';
import { type Charges, chargesOf } from '../costs/charges.ts';
import type { CostRules } from '../cost-rules.ts';
import type { HedgeRules } from './hedge-rules.ts';
import { betaWith, lotsWanted } from './contract-sizing.ts';
import { daysToExpiry, niftyLot } from './nifty-lot.ts';
import { payoffGrid, type PayoffPoint } from './payoff.ts';
import type { HedgeRequest } from './request.ts';
import { rollDay } from './roll.ts';

/** Taking a short position on to the next month. */
export interface Roll {
  readonly day: Day;
  /** Of buying back and selling anew, at today's prices. */
  readonly charges: Charges;
  /** ₹ that the next month is dearer by, which the seller receives; null where it is not known. */
  readonly spread: number | null;
}

/** Nifty futures sold against a portfolio. Money in ₹, charges in paise. */
export interface FuturesHedge {
  readonly kind: 'futures';
  readonly expiry: Day;
  readonly lot: number;
  /** Lots that the target asks for, and those that the budget's margin pays for. */
  readonly lotsWanted: number;
  readonly lots: number;
  readonly boundBy: 'budget' | null;
  /** lots × lot × future. */
  readonly notional: number;
  readonly margin: number;
  readonly betaAfter: number;
  /**
   * What the future stands above the index, for the whole position: earned by the seller if both meet at expiry; below
   * 0 it is paid.
   */
  readonly carry: number;
  /** `carry` as a yearly rate on the index. */
  readonly carryRate: number;
  /** Interest that the margin would have earned until expiry. */
  readonly marginInterest: number;
  /** Of selling today. */
  readonly charges: Charges;
  /** ₹ to expiry: charges and interest less carry. Below 0 the hedge earns. */
  readonly cost: number;
  readonly roll: Roll;
  readonly payoff: readonly PayoffPoint[];
}

/**
 * The hedge by futures: whole lots, never more than the budget's margin allows, with what it costs and what it pays.
 * Its liquidity is not asked for: Nifty futures take such trades at the rule book's impact for them.
 */
export function futuresHedge(request: HedgeRequest, rules: HedgeRules, costs: CostRules): FuturesHedge {
  const { market, beta, targetBeta, value, budget } = request;
  const { day, spot, future, expiry, nextFuture } = market;
  const days = daysToExpiry(day, expiry);
  const lot = niftyLot(expiry);
  const size = { beta, targetBeta, value, future, lot };
  const wanted = lotsWanted(size);
  const lots = Math.min(wanted, Math.floor(budget / (rules.margin * future * lot)));
  const units = lots * lot;

  const trade = (side: 'buy' | 'sell', price: number) =>
    chargesOf({ segment: 'index-future', side, value: units * price, day, liquidity: null }, costs);
  const charges = trade('sell', future);
  const margin = rules.margin * units * future;
  const marginInterest = (margin * rules.interest * days) / 365;
  const carry = units * (future - spot);
  const cost = charges.paise / 100 + marginInterest - carry;
  const back = trade('buy', future);
  const anew = trade('sell', nextFuture ?? future);
  return {
    kind: 'futures',
    expiry,
    lot,
    lotsWanted: wanted,
    lots,
    boundBy: lots < wanted ? 'budget' : null,
    notional: units * future,
    margin,
    betaAfter: betaWith(size, lots),
    carry,
    carryRate: ((future / spot - 1) * 365) / days,
    marginInterest,
    charges,
    cost,
    roll: {
      day: rollDay(expiry, rules.rollDaysBefore),
      charges: { lines: [...back.lines, ...anew.lines], paise: back.paise + anew.paise },
      spread: nextFuture === null ? null : units * (nextFuture - future),
    },
    payoff: payoffGrid(
      { beta, value, spot },
      (level) => units * (future - level) - charges.paise / 100 - marginInterest,
    ),
  };
}
