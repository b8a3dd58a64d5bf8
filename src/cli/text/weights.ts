import type { Allocation } from '../../../allocations/allocation.ts';
import { POSITIONS } from '../../../allocations/positions.ts';
import { table } from './table.ts';

const percent = (w: number | undefined): string => (w === undefined ? '–' : (w * 100).toFixed(2));

/** Held, wanted and to be held, in percent of the portfolio, with the trades between. */
export function weightsText(allocation: Allocation): string {
  const { before, drifted, target, after, trades, turnover } = allocation;
  const rows = POSITIONS.map((id) => {
    const trade = trades.find((t) => t.id === id);
    const amount = trade?.amount === undefined || trade.amount === null ? '' : rupees(trade.amount);
    const traded = trade ? `${trade.side} ${percent(trade.weight)}` : '';
    return [
      id,
      before.kind === 'none' ? '–' : percent(drifted[id] ?? 0),
      percent(target[id] ?? 0),
      percent(after[id] ?? 0),
      traded,
      amount,
    ];
  }).filter(([, ...cells]) => cells.some((c) => c !== '0.00' && c !== '–' && c !== ''));
  const body = table(['% of portfolio', 'Held', 'Target', 'After', 'Trade', 'Amount'], rows, [1, 2, 3, 4, 5]);
  return `${body}\n\nOne-way turnover ${percent(turnover)} % (limit ${percent(allocation.turnoverLimit)} %). ${METHODS[allocation.method]}`;
}

const METHODS: Readonly<Record<Allocation['method'], string>> = {
  'risk-model': 'Weights by the risk model inside the bands.',
  'inverse-volatility': 'Weights by inverse volatility inside the bands, the form without single shares.',
};

const rupees = (amount: number): string => `₹${amount.toLocaleString('en-IN')}`;
