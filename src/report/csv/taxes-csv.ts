import type { Order, SoldLot } from '../../../allocations/orders/result.ts';
import { toCsv } from './csv.ts';

/** Every lot sold with its tax, as CSV. Amounts in ₹; rates in percent, empty where the gain is exempt. */
export function taxesCsv(
  lots: readonly SoldLot[],
  orders: readonly Order[],
  constants: Readonly<Record<string, string>> = {},
): string {
  const names = new Map(orders.map((o) => [o.id, o.name]));
  return toCsv(
    ['id', 'name', 'bought', 'quantity', 'term', 'rate', 'proceeds_inr', 'cost_inr', 'gain_inr', 'tax_inr'],
    lots.map((l) => [
      l.id,
      names.get(l.id) ?? null,
      l.bought,
      l.quantity,
      l.term,
      l.rate,
      l.proceeds,
      l.cost,
      l.gain,
      l.tax,
    ]),
    constants,
  );
}
