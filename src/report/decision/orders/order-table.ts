import type { Order } from '../../../../allocations/orders/result.ts';
import { counted, grouped, orNone } from '../../../format/numbers.ts';
import { rupees } from '../../../format/rupees.ts';
import type { Markup, Piece } from '../../page/markup.ts';
import type { OrderTotals, SideOrders } from './orders-model.ts';
import { type Column, table } from '../../page/table.ts';
import { holdingName, quantityText } from './holding-text.ts';

type SummedColumn = Column<Order> & { readonly sum?: (totals: OrderTotals) => Piece };

/** Columns for orders in shares or units; for whole positions only the amount is known. */
const QUANTITY_COLUMNS: readonly SummedColumn[] = [
  { head: 'Quantity', kind: 'number', cell: (o) => orNone(o.quantity, quantityText) },
  { head: 'Price, ₹', kind: 'number', cell: (o) => orNone(o.price, (p) => grouped(p, 2)) },
  { head: 'Days of trading', kind: 'number', cell: (o) => orNone(o.daysOfTrading, days) },
];
const AMOUNT_COLUMNS: readonly SummedColumn[] = [
  { head: 'Amount', kind: 'number', cell: (o) => rupees(o.amount), sum: (t) => rupees(t.amount) },
  {
    head: 'Charges',
    kind: 'number',
    cell: (o) => rupees(o.cost - o.charges.impact),
    sum: (t) => rupees(t.paid),
  },
  { head: 'Impact', kind: 'number', cell: (o) => rupees(o.charges.impact), sum: (t) => rupees(t.impact) },
];

/** The largest orders of one side, and the others in one row. */
export function orderTable(side: SideOrders, one: string, hasQuantities: boolean): Markup {
  const { largest, others, count } = side;
  const columns = [...(hasQuantities ? QUANTITY_COLUMNS : []), ...AMOUNT_COLUMNS];
  const sumRow = (name: string, totals: OrderTotals) => [name, ...columns.map((c) => c.sum?.(totals))];
  return table<Order>({
    label: `Largest ${one}s`,
    look: hasQuantities ? 'wide' : 'plain',
    rows: largest,
    columns: [{ head: 'Holding', cell: holdingName }, ...columns],
    totals: [
      ...(others.count > 0 ? [sumRow(counted(others.count, `other ${one}`), others)] : []),
      sumRow(`Total, ${counted(count, one)}`, side),
    ],
  });
}

const days = (d: number): string => (d < 0.005 ? '< 0.01' : grouped(d, 2));
