import { addDays, type Day } from '../../market/day.ts';
import { type Estimate } from './estimate.ts';
import { type MarketModel, marketModel } from './market-model.ts';
import type { FactorMonth } from './inputs/monthly-returns.ts';

/** A review's trades: one-way turnover, a fraction of the holdings, at the close of a day. */
export interface Turnover {
  readonly day: Day;
  readonly oneWay: number;
}

/** Alpha net of trading costs. */
export interface NetOfCosts {
  /** One-way, a fraction a year. */
  readonly turnover: number;
  /** Percent a year. */
  readonly cost: number;
  readonly alpha: Estimate | null;
}

/**
 * Charges each change to the month that begins at its close: one-way turnover × the cost of a round trip (selling and
 * buying the same amount) on that day. The benchmark is charged nothing, so the comparison is conservative for the sleeve.
 */
export function netOfCosts(
  months: readonly FactorMonth[],
  changes: readonly Turnover[],
  roundTrip: (day: Day) => number,
): NetOfCosts {
  const years = months.length / 12;
  let [turnover, cost] = [0, 0];
  const net = months.map((m) => {
    let charge = 0;
    for (const { day, oneWay } of changes) {
      if (day < m.start || day > addDays(m.end, -1)) continue;
      turnover += oneWay;
      charge += oneWay * roundTrip(day);
    }
    cost += charge;
    return { ...m, own: (1 - charge) * (1 + m.own) - 1 };
  });
  const model: MarketModel | null = marketModel(net);
  return {
    turnover: years > 0 ? turnover / years : 0,
    cost: years > 0 ? (100 * cost) / years : 0,
    alpha: model && model.alpha,
  };
}
