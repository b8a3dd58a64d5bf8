import type { Problem } from '../../src/market/problem.ts';
import { listed, plainPercent } from '../../src/format/words.ts';
import type { Order } from './result.ts';

/** Number of orders named in the warning. */
const NAMED = 3;

/**
 * One warning for all orders that exceed the participation limit in a day. The orders are unchanged: spreading them over
 * days is left to the trader.
 *
 * @param participation largest order, as a fraction of a median day's traded value.
 */
export function largeOrderWarning(orders: readonly Order[], participation: number): Problem[] {
  const large = orders
    .flatMap((order) => (order.daysOfTrading === null ? [] : [{ order, days: order.daysOfTrading }]))
    .filter(({ days }) => days > participation)
    .sort((a, b) => b.days - a.days);
  const [most] = large;
  if (!most) return [];
  const named = large.slice(0, NAMED).map(({ order, days }) => `${order.name} (${days.toFixed(1)} days)`);
  const others = large.length - named.length;
  const which = others > 0 ? [...named, `${others} ${others === 1 ? 'other' : 'others'}`] : named;
  return [
    {
      severity: 'warning',
      code: 'large-orders',
      about: 'costs.participation',
      message: `${large.length === 1 ? 'One order exceeds' : `${large.length} orders exceed`} ${plainPercent(participation, 0)} of a typical day’s traded value: ${listed(which)}.`,
      remedy: `Spread ${large.length === 1 ? 'it' : 'them'} over ${Math.ceil(most.days / participation)} days; the reported impact assumes trading in one day.`,
    },
  ];
}
