import { CHARGES } from '../../../allocations/costs/charges.ts';
import type { Order } from '../../../allocations/orders/result.ts';
import { toCsv } from './csv.ts';

/** Every order of a run with every charge, as CSV. Amounts in ₹; empty where not available. */
export const ordersCsv = (
  orders: readonly Order[],
  constants: Readonly<Record<string, string>> = {},
): string =>
  toCsv(
    [
      'id',
      'name',
      'side',
      'segment',
      'quantity',
      'price',
      'amount_inr',
      ...CHARGES.map((id) => `${id.replaceAll('-', '_')}_inr`),
      'cost_inr',
      'days_of_trading',
    ],
    orders.map((o) => [
      o.id,
      o.name,
      o.side,
      o.segment,
      o.quantity,
      o.price,
      o.amount,
      ...CHARGES.map((id) => o.charges[id] ?? 0),
      o.cost,
      o.daysOfTrading,
    ]),
    constants,
  );
