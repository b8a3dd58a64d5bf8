import type { Execution, Order } from '../../../allocations/orders/result.ts';
import { counted, grouped, NONE } from '../../format/numbers.ts';
import { rupees } from '../../format/rupees.ts';
import { positionName } from '../page/names.ts';
import { quantityText } from '../decision/orders/holding-text.ts';

/** An order that differs between the two sides; null on a side that does not have it. */
export interface OrderDifference {
  readonly id: string;
  readonly name: string;
  readonly before: Order | null;
  readonly after: Order | null;
  /** ₹ bought as assumed minus ₹ bought as it is; sales count negative. */
  readonly difference: number;
}

/** The orders that differ, or the reason why they are not known. */
export type OrderDifferences =
  | { readonly kind: 'unavailable'; readonly reason: string }
  | {
      readonly kind: 'compared';
      /** By size of the difference, largest first. */
      readonly largest: readonly OrderDifference[];
      readonly differing: number;
      /** Orders on either side. */
      readonly all: number;
    };

const SHOWN = 12;

export function orderDifferences(before: Execution, after: Execution): OrderDifferences {
  if (before.kind === 'unavailable') return before;
  if (after.kind === 'unavailable') return after;
  const [was, is] = [byId(before.plan.orders), byId(after.plan.orders)];
  const ids = [...new Set([...was.keys(), ...is.keys()])];
  const differing = ids
    .map((id): OrderDifference => {
      const [a, b] = [was.get(id) ?? null, is.get(id) ?? null];
      const { name } = (b ?? a)!;
      return { id, name: positionName(name), before: a, after: b, difference: bought(b) - bought(a) };
    })
    .filter(
      ({ before: a, after: b }) =>
        a?.side !== b?.side || a?.quantity !== b?.quantity || a?.amount !== b?.amount,
    )
    .sort((x, y) => Math.abs(y.difference) - Math.abs(x.difference) || (x.id < y.id ? -1 : 1));
  return {
    kind: 'compared',
    largest: differing.slice(0, SHOWN),
    differing: differing.length,
    all: ids.length,
  };
}

const byId = (orders: readonly Order[]): ReadonlyMap<string, Order> => new Map(orders.map((o) => [o.id, o]));

const bought = (order: Order | null): number =>
  order === null ? 0 : order.side === 'buy' ? order.amount : -order.amount;

/** `312 of 345 orders differ.` */
export function differingText(differences: OrderDifferences): string {
  if (differences.kind === 'unavailable') return `Not available. ${differences.reason}`;
  const { differing, all, largest } = differences;
  if (all === 0) return 'Neither side has orders.';
  if (differing === 0) return `None of ${counted(all, 'order')} differs.`;
  const rest = differing > largest.length ? ` The ${grouped(largest.length, 0)} largest differences:` : '';
  return `${grouped(differing, 0)} of ${counted(all, 'order')} differ${differing === 1 ? 's' : ''}.${rest}`;
}

/** `sell 1,200, ₹ 3,20,000`. */
export const orderText = (order: Order | null): string =>
  order === null
    ? NONE
    : `${order.side} ${order.quantity === null ? '' : `${quantityText(order.quantity)}, `}${rupees(order.amount)}`;

/** ₹ bought more (+) or less (−) as assumed. */
export const differenceText = (difference: number): string =>
  difference > 0 ? `+${rupees(difference)}` : rupees(difference);
