import type { Execution } from '../../../allocations/orders/result.ts';
import { ordersCsv } from './orders-csv.ts';
import { taxesCsv } from './taxes-csv.ts';

/** CSV files of a run by name: `orders.csv` if there are orders, `taxes.csv` if taxable lots are sold. */
export function orderFiles(
  execution: Execution,
  constants: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  if (execution.kind === 'unavailable') return {};
  const { orders, tax } = execution.plan;
  return {
    ...(orders.length > 0 && { 'orders.csv': ordersCsv(orders, constants) }),
    ...(tax.kind === 'computed' &&
      tax.lots.length > 0 && { 'taxes.csv': taxesCsv(tax.lots, orders, constants) }),
  };
}
