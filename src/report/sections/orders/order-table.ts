import type { Order } from '../../../../allocations/execution/execution.ts';
import { counted, grouped, orNone } from '../../format/numbers.ts';
import { rupees } from '../../format/rupees.ts';
import type { Markup, Piece } from '../../markup.ts';
import type { OrderTotals, SideOrders } from '../../model/orders.ts';
import { table } from '../table.ts';
import { holdingName, quantityText } from './holding.ts';

/** The largest orders of a side, and the others in a line. */
export function orderTable(side: SideOrders, one: string): Markup {
  const { largest, others, count } = side;
  return table<Order>({
    label: `The largest ${one}s`,
    look: 'wide',
    rows: largest,
    columns: [
      { head: 'Of', cell: holdingName },
      { head: 'Quantity', kind: 'number', cell: (o) => orNone(o.quantity, quantityText) },
      { head: 'Price, ₹', kind: 'number', cell: (o) => orNone(o.price, (p) => grouped(p, 2)) },
      { head: 'Amount', kind: 'number', cell: (o) => rupees(o.amount) },
      { head: 'Charges', kind: 'number', cell: (o) => rupees(o.cost - o.charges.impact) },
      { head: 'Impact', kind: 'number', cell: (o) => rupees(o.charges.impact) },
      { head: 'Days of trading', kind: 'number', cell: (o) => orNone(o.daysOfTrading, days) },
    ],
    sums: [
      ...(others.count > 0 ? [sumRow(counted(others.count, `other ${one}`), others)] : []),
      sumRow(`All, ${counted(count, one)}`, side),
    ],
  });
}

const sumRow = (name: string, { amount, paid, impact }: OrderTotals): readonly Piece[] => [
  name,
  null,
  null,
  ...[amount, paid, impact].map(rupees),
  null,
];

const days = (d: number): string => (d < 0.005 ? '< 0.01' : grouped(d, 2));
