import type { Problem } from '../../src/market/problem.ts';
import { listed, percent } from '../../src/format/words.ts';
import type { Order } from './result.ts';

/** Few enough to be named. */
const NAMED = 3;

/**
 * One warning for all orders that are more of a share's usual trading than may be dealt in a day. They stand as they are: how
 * they are spread over days is for whoever deals.
 *
 * @param participation of a median day's traded value, what an order may be.
 */
export function largeOrders(orders: readonly Order[], participation: number): Problem[] {
  const large = orders
    .flatMap((order) => (order.daysOfTrading === null ? [] : [{ order, days: order.daysOfTrading }]))
    .filter(({ days }) => days > participation)
    .sort((a, b) => b.days - a.days);
  const [most] = large;
  if (!most) return [];
  const told = large.slice(0, NAMED).map(({ order, days }) => `${order.name} (${days.toFixed(1)} days)`);
  const others = large.length - told.length;
  const which = others > 0 ? [...told, `${others} ${others === 1 ? 'other' : 'others'}`] : told;
  return [
    {
      severity: 'warning',
      code: 'large-orders',
      about: 'costs.participation',
      message: `${large.length === 1 ? 'An order is' : `${large.length} orders are`} more than ${percent(participation, 0)} of a usual day’s trading: ${listed(which)}.`,
      remedy: `Spread ${large.length === 1 ? 'it' : 'them'} over ${Math.ceil(most.days / participation)} days; the impact told here is of dealing at once.`,
    },
  ];
}
