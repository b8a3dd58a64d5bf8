import type { Order } from '../../../../allocations/orders/result.ts';
import { counted, grouped, orNone } from '../../../format/numbers.ts';
import { rupees } from '../../../format/rupees.ts';
import type { Markup, Piece } from '../../page/markup.ts';
import type { OrderTotals, SideOrders } from './orders.ts';
import { type Column, table } from '../../page/table.ts';
import { holdingName, quantityText } from './holding.ts';

type SummedColumn = Column<Order> & { readonly sum?: (totals: OrderTotals) => Piece };

/** Columns of orders that are told in shares or units; of whole positions only an amount is known. */
const BY_SHARE: readonly SummedColumn[] = [
  { head: 'Quantity', kind: 'number', cell: (o) => orNone(o.quantity, quantityText) },
  { head: 'Price, ₹', kind: 'number', cell: (o) => orNone(o.price, (p) => grouped(p, 2)) },
  { head: 'Days of trading', kind: 'number', cell: (o) => orNone(o.daysOfTrading, days) },
];
const MONEY: readonly SummedColumn[] = [
  { head: 'Amount', kind: 'number', cell: (o) => rupees(o.amount), sum: (t) => rupees(t.amount) },
  {
    head: 'Charges',
    kind: 'number',
    cell: (o) => rupees(o.cost - o.charges.impact),
    sum: (t) => rupees(t.paid),
  },
  { head: 'Impact', kind: 'number', cell: (o) => rupees(o.charges.impact), sum: (t) => rupees(t.impact) },
];

/** The largest orders of a side, and the others in a line. */
export function orderTable(side: SideOrders, one: string, byShare: boolean): Markup {
  const { largest, others, count } = side;
  const columns = [...(byShare ? BY_SHARE : []), ...MONEY];
  const sumRow = (name: string, totals: OrderTotals) => [name, ...columns.map((c) => c.sum?.(totals))];
  return table<Order>({
    label: `The largest ${one}s`,
    look: byShare ? 'wide' : 'plain',
    rows: largest,
    columns: [{ head: 'Of', cell: holdingName }, ...columns],
    sums: [
      ...(others.count > 0 ? [sumRow(counted(others.count, `other ${one}`), others)] : []),
      sumRow(`All, ${counted(count, one)}`, side),
    ],
  });
}

const days = (d: number): string => (d < 0.005 ? '< 0.01' : grouped(d, 2));
