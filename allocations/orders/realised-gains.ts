import type { Day } from '../../src/market/day.ts';
import { type Gain, realise } from '../tax/gain.ts';
import type { ChargeId } from '../costs/charges.ts';
import type { SizedOrder } from './size-orders.ts';

/** Costs of a sale that are not deductible: transaction tax by law, impact because the price includes it. */
const NOT_DEDUCTIBLE: ReadonlySet<ChargeId> = new Set(['securities-transaction-tax', 'impact']);

/** Gains on all sales of stocks and equity funds, lot by lot, first in first out. */
export const realisedGains = (orders: readonly SizedOrder[], day: Day): Gain[] =>
  orders.flatMap(({ line, side, quantity, charges }) => {
    if (side === 'buy' || !line.isEquity || line.lots === null || quantity === null) return [];
    const expenses = charges.lines.reduce((sum, l) => (NOT_DEDUCTIBLE.has(l.id) ? sum : sum + l.paise), 0);
    return realise({ holding: line.id, quantity, price: line.price, day, expenses }, line.lots).gains;
  });
