import type { Execution, ExecutionPlan } from '../../../allocations/orders/result.ts';
import { CHARGES, type ChargeId } from '../../../allocations/costs/charges.ts';
import { inWords } from '../../format/words.ts';
import { day } from '../../market/day.ts';
import type { Column, WorkbookSheet } from './workbook.ts';

/** Orders with their charges, and tax lot by lot. A run without a portfolio has neither. */
export function orderSheets(execution: Execution, origin: string): WorkbookSheet[] {
  if (execution.kind === 'unavailable')
    return ['Orders', 'Tax by lot'].map((title) => ({
      title,
      note: execution.reason,
      origin,
      columns: [{ title: 'None', kind: 'text', width: 60 }],
      rows: [],
    }));
  const { plan } = execution;
  return [ordersSheet(plan, origin), taxSheet(plan, origin)];
}

function ordersSheet({ orders, cost }: ExecutionPlan, origin: string): WorkbookSheet {
  const charges = CHARGES.filter((id) => id in cost.charges);
  return {
    title: 'Orders',
    note: `Amounts in ₹; the sums of the charges are those of the decision.`,
    frozen: 2,
    origin,
    columns: [
      { title: 'Id', kind: 'text', width: 16 },
      { title: 'Name', kind: 'text', width: 34 },
      { title: 'Side', kind: 'text', width: 8 },
      { title: 'Segment', kind: 'text', width: 18 },
      { title: 'Quantity', kind: 'count', width: 12 },
      { title: 'Price', kind: 'rupees', width: 14 },
      { title: 'Purchase', kind: 'rupees', width: 18, summed: true },
      { title: 'Sale', kind: 'rupees', width: 18, summed: true },
      { title: 'Days of trading', kind: 'number', width: 16 },
      ...charges.map((id): Column => ({ title: chargeTitle(id), kind: 'rupees', width: 15, summed: true })),
      { title: 'All charges', kind: 'rupees', width: 16, summed: true },
    ],
    rows: orders.map((o) => [
      o.id,
      o.name,
      o.side,
      inWords(o.segment),
      o.quantity,
      o.price,
      o.side === 'buy' ? o.amount : null,
      o.side === 'sell' ? o.amount : null,
      o.daysOfTrading,
      ...charges.map((id) => o.charges[id] ?? null),
      o.cost,
    ]),
  };
}

const chargeTitle = (id: ChargeId): string => {
  if (id === 'service-tax') return 'GST or service tax';
  const words = inWords(id);
  return words[0]!.toUpperCase() + words.slice(1);
};

function taxSheet({ tax, orders }: ExecutionPlan, origin: string): WorkbookSheet {
  const name = new Map(orders.map((o) => [o.id, o.name]));
  const below =
    tax.kind === 'computed'
      ? ([
          ['Set-off and annual exemption', tax.adjustment],
          ['Surcharge', tax.surcharge],
          ['Cess', tax.cess],
        ] as const)
      : [];
  return {
    title: 'Tax by lot',
    note:
      tax.kind === 'computed'
        ? `Financial year ${tax.year}. The sum of the last column is the tax that these sales add.`
        : tax.reason,
    frozen: 2,
    origin,
    columns: [
      { title: 'Id', kind: 'text', width: 16 },
      { title: 'Name', kind: 'text', width: 34 },
      { title: 'Bought', kind: 'day', width: 14 },
      { title: 'Term', kind: 'text', width: 8 },
      { title: 'Quantity', kind: 'count', width: 12 },
      { title: 'Proceeds', kind: 'rupees', width: 18, summed: true },
      { title: 'Cost', kind: 'rupees', width: 18, summed: true },
      { title: 'Gain', kind: 'rupees', width: 18, summed: true },
      { title: 'Rate, %', kind: 'percent' },
      { title: 'Tax', kind: 'rupees', width: 16, summed: true },
    ],
    rows:
      tax.kind === 'computed'
        ? [
            ...tax.lots.map((l) => [
              l.id,
              name.get(l.id) ?? '',
              day(l.bought),
              l.term,
              l.quantity,
              l.proceeds,
              l.cost,
              l.gain,
              l.rate,
              l.tax,
            ]),
            ...below.map(([what, amount]) => ['', what, null, null, null, null, null, null, null, amount]),
          ]
        : [],
  };
}
