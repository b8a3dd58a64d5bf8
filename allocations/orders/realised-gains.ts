import type { Day } from '../../src/market/day.ts';
import { type Gain, realise } from '../tax/gain.ts';
import type { ChargeId } from '../costs/charges.ts';
import type { Dealt } from './size-orders.ts';

/** What is spent on a sale but is no deductible expense: transaction tax by law, impact because it is in the price. */
const NOT_DEDUCTIBLE: ReadonlySet<ChargeId> = new Set(['securities-transaction-tax', 'impact']);

/** Gains of all sales of shares and equity funds, lot by lot, first in first out. */
export const gainsOf = (dealt: readonly Dealt[], day: Day): Gain[] =>
  dealt.flatMap(({ line, side, quantity, charges }) => {
    if (side === 'buy' || !line.isEquity || line.lots === null || quantity === null) return [];
    const expenses = charges.lines.reduce((sum, l) => (NOT_DEDUCTIBLE.has(l.id) ? sum : sum + l.paise), 0);
    return realise({ holding: line.id, quantity, price: line.price, day, expenses }, line.lots).gains;
  });
