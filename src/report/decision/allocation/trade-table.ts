import { POSITION_NAMES } from '../../page/names.ts';
import { grouped, orNone, percent } from '../../../format/numbers.ts';
import { rupees } from '../../../format/rupees.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { AllocationModel, TradeModel } from './allocation.ts';
import { type Column, table } from '../../page/table.ts';

/** What is to be bought and sold, in percent and, where the portfolio's value is known, in rupees. */
export function tradeTable({ trades, bought, sold, turnover, turnoverLimit }: AllocationModel): Markup {
  if (trades.length === 0) return html`<p>None: what is held stays.</p>`;
  const money = bought !== null;
  const weightOf = (side: TradeModel['side']) =>
    grouped(
      trades.reduce((sum, t) => sum + (t.side === side ? t.weight : 0), 0),
      2,
    );
  const amounts: Column<TradeModel>[] = [
    { head: 'Amount', kind: 'number', cell: (t) => orNone(t.amount, rupees) },
  ];
  return html`${table({
      label: 'Trades',
      rows: trades,
      columns: [
        { head: 'Line', cell: (t) => POSITION_NAMES[t.id] },
        { head: 'Side', cell: (t) => (t.side === 'buy' ? 'Buy' : 'Sell') },
        { head: 'Percent', kind: 'number', cell: (t) => grouped(t.weight, 2) },
        ...(money ? amounts : []),
      ],
      sums: [
        ['All purchases', null, weightOf('buy'), ...(money ? [rupees(bought)] : [])],
        ['All sales', null, weightOf('sell'), ...(money ? [orNone(sold, rupees)] : [])],
      ],
    })}
    <p class="quiet">
      Turnover one way ${percent(turnover)}, limit ${percent(turnoverLimit, 0)}.
      ${money ? 'Whole positions, before charges, tax and impact.' : 'No value of the portfolio was given, so there are no amounts.'}
    </p>`;
}
