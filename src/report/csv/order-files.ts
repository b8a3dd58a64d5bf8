import type { Execution } from '../../../allocations/orders/result.ts';
import { ordersCsv } from './orders-csv.ts';
import { taxesCsv } from './taxes-csv.ts';

/** The files of a run's orders by their names: `orders.csv` where anything is dealt, `taxes.csv` where lots are sold. */
export function orderFiles(execution: Execution): Readonly<Record<string, string>> {
  if (execution.kind === 'unavailable') return {};
  const { orders, tax } = execution.plan;
  return {
    ...(orders.length > 0 && { 'orders.csv': ordersCsv(orders) }),
    ...(tax.kind === 'computed' && tax.lots.length > 0 && { 'taxes.csv': taxesCsv(tax.lots, orders) }),
  };
}
