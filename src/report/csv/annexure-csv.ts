import type { Annexure } from '../../pack/annexure.ts';
import { toCsv } from './csv.ts';

type Row = readonly (string | number | null)[];

/**
 * The annexure as CSV: one row a figure, with its section and unit. Returns are fractions, money is in ₹, a blank value is one
 * that the record does not have.
 */
export function annexureCsv(a: Annexure, constants: Readonly<Record<string, string>>): string {
  const { month } = a;
  const rupees = (section: string, item: string, value: number | null): Row => [
    section,
    item,
    value,
    'INR',
    month.from,
    month.to,
  ];
  return toCsv(
    ['section', 'item', 'value', 'unit', 'from', 'to'],
    [
      ['approach', 'investment approach', a.approach, 'text', null, null],
      ['approach', 'strategy', a.strategy, 'text', null, null],
      ['approach', 'benchmark', a.benchmark, 'text', null, null],
      ...a.performance.flatMap((p): Row[] => [
        [
          'performance',
          `${p.name}, time-weighted, net`,
          p.own,
          p.isAnnual ? 'fraction a year' : 'fraction',
          p.from,
          p.to,
        ],
        [
          'performance',
          `${p.name}, benchmark`,
          p.benchmark,
          p.isAnnual ? 'fraction a year' : 'fraction',
          p.from,
          p.to,
        ],
      ]),
      rupees('month', 'value at the beginning', month.opening),
      rupees('month', 'value at the end', month.closing),
      rupees('month', 'inflow', month.inflow),
      rupees('month', 'outflow', month.outflow),
      rupees('month', 'purchases', month.purchases),
      rupees('month', 'sales', month.sales),
      rupees('month', 'fees', month.fees),
      rupees('month', 'charges', month.charges),
      ['month', 'portfolio turnover ratio', month.turnoverRatio, 'fraction', month.from, month.to],
      ...(a.assets?.classes ?? []).map(({ name, value }): Row => [
        'assets',
        name,
        value,
        'INR',
        null,
        a.assets!.day,
      ]),
      ...a.holdings.flatMap((h): Row[] => [
        ['holdings', `${h.isin}, quantity`, h.quantity, 'number', null, a.assets?.day ?? null],
        ['holdings', `${h.isin}, value`, h.value, 'INR', null, a.assets?.day ?? null],
      ]),
      ...a.transactions.flatMap((t): Row[] => [
        ['transactions', `${t.side} ${t.isin}, quantity`, t.quantity, 'number', t.day, t.day],
        ['transactions', `${t.side} ${t.isin}, price`, t.price, 'INR', t.day, t.day],
        ['transactions', `${t.side} ${t.isin}, charges`, t.charges, 'INR', t.day, t.day],
      ]),
    ],
    constants,
  );
}
