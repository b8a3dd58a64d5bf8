import { addDays, type Day } from '../../market/day.ts';
import { type Estimate } from './estimate.ts';
import { type MarketModel, marketModel } from './market-model.ts';
import type { ResearchMonth } from './inputs/monthly-returns.ts';

/** A change of what is held: at the close of a day, this part of it, one way. */
export interface Turnover {
  readonly day: Day;
  readonly share: number;
}

/** What is left of alpha when changes are paid for. */
export interface AfterCosts {
  /** One way, a fraction a year. */
  readonly turnover: number;
  /** Percent a year. */
  readonly cost: number;
  readonly alpha: Estimate | null;
}

/**
 * Charges each change to the month that begins at its close: one-way turnover × what a round trip (selling and buying
 * for the same money) cost that day. The market is charged nothing, so the comparison leans against the sleeve.
 */
export function afterCosts(
  months: readonly ResearchMonth[],
  changes: readonly Turnover[],
  roundTrip: (day: Day) => number,
): AfterCosts {
  const years = months.length / 12;
  let [turnover, cost] = [0, 0];
  const net = months.map((m) => {
    let charge = 0;
    for (const { day, share } of changes) {
      if (day < m.start || day > addDays(m.end, -1)) continue;
      turnover += share;
      charge += share * roundTrip(day);
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
