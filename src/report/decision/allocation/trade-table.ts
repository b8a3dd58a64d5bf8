import { POSITION_NAMES } from '../../page/names.ts';
import { grouped, orNone, percent } from '../../../format/numbers.ts';
import { rupees, rupeesInWords } from '../../../format/rupees.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { AllocationModel, TradeModel } from './allocation-model.ts';
import type { OrdersModel } from '../orders/orders-model.ts';
import { type Column, table } from '../../page/table.ts';

/** Trades between positions, in percent and, where the value of the portfolio is known, in rupees. */
export function tradeTable(
  { trades, bought, sold, turnover, turnoverLimit }: AllocationModel,
  orders: OrdersModel,
): Markup {
  if (trades.length === 0) return html`<p>None: all holdings stay unchanged.</p>`;
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
        { head: 'Position', cell: (t) => POSITION_NAMES[t.id] },
        { head: 'Side', cell: (t) => (t.side === 'buy' ? 'Buy' : 'Sell') },
        { head: 'Weight, %', kind: 'number', cell: (t) => grouped(t.weight, 2) },
        ...(money ? amounts : []),
      ],
      totals: [
        ['Total purchases', null, weightOf('buy'), ...(money ? [rupees(bought)] : [])],
        ['Total sales', null, weightOf('sell'), ...(money ? [orNone(sold, rupees)] : [])],
      ],
    })}
    <p class="quiet">
      One-way turnover ${percent(turnover)}, limit ${percent(turnoverLimit, 0)}.
      ${money ? 'Amounts are between positions, before charges, tax and market impact.' : 'Amounts are not available because the value of the portfolio is not known.'}
      ${orders.kind === 'planned' && ordersNote(orders)}
    </p>`;
}

/** States how the orders relate to the trades between positions. */
function ordersNote({ buys, sells, all }: Extract<OrdersModel, { kind: 'planned' }>): string {
  if (all.count === 0) return '';
  return `The orders, placed stock by stock, buy ${rupeesInWords(buys.amount)} and sell ${rupeesInWords(sells.amount)}.`;
}
