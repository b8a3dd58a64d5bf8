import type { Allocation } from '../../../../allocations/allocation.ts';
import { grouped } from '../../../format/numbers.ts';
import { rupees } from '../../../format/rupees.ts';
import { POSITIONS } from '../../../../allocations/positions.ts';
import { samplingText, unintendedBetText } from '../../../report/decision/allocation/allocation-text.ts';
import { POSITION_NAMES } from '../../../report/page/names.ts';
import { table } from '../layout/table.ts';

const percent = (w: number | undefined): string => (w === undefined ? '–' : grouped(w * 100, 2));

/** Opening, target and final weights, in percent of the portfolio, with the trades. */
export function weightsText(allocation: Allocation): string {
  const { openingSource, opening, target, final, trades, turnover, turnoverLimit, newMoney } = allocation;
  const rows = POSITIONS.map((id) => {
    const trade = trades.find((t) => t.id === id);
    const amount = trade?.amount === undefined || trade.amount === null ? '' : rupees(trade.amount);
    const traded = trade ? `${trade.side} ${percent(trade.weight)}` : '';
    return [
      POSITION_NAMES[id],
      openingSource.kind === 'none' ? '–' : percent(opening[id] ?? 0),
      percent(target[id] ?? 0),
      percent(final[id] ?? 0),
      traded,
      amount,
    ];
  }).filter(([, ...cells]) => cells.some((c) => c !== '0.00' && c !== '–' && c !== ''));
  const money = newMoney
    ? `, besides ${percent(newMoney.weight)} % of ${newMoney.kind === 'inflow' ? 'new cash invested' : 'cash raised'}`
    : '';
  const body = table(
    ['% of portfolio', 'Opening', 'Target', 'Final', 'Trade', 'Amount'],
    rows,
    [1, 2, 3, 4, 5],
  );
  return `${body}\n\nOne-way turnover ${percent(turnover)} % (limit ${percent(turnoverLimit)} %)${money}. ${METHODS[allocation.method]}${modelLines(allocation)}`;
}

/** The largest unintended bet, and what holding fewer stocks costs, a line each. */
function modelLines(allocation: Allocation): string {
  if (allocation.method !== 'risk-model') return '';
  const { unintendedBet, sampling } = allocation.riskModel;
  return [
    ...(unintendedBet ? [`Largest unintended bet: ${unintendedBetText(unintendedBet)}.`] : []),
    ...(sampling ? [`Stocks held: ${samplingText(sampling)}.`] : []),
  ]
    .map((line) => `\n${line}`)
    .join('');
}

const METHODS: Readonly<Record<Allocation['method'], string>> = {
  'risk-model': 'Target weights by the risk model, within the bands.',
  'inverse-volatility':
    'Target weights by inverse volatility, within the bands: the store has no recent stock data.',
};
