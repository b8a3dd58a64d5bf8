import { POSITION_NAMES } from '../../page/names.ts';
import { grouped, orNone, percent } from '../../../format/numbers.ts';
import { rupees, rupeesInWords } from '../../../format/rupees.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { AllocationModel, TradeModel } from './allocation-model.ts';
import { turnoverText } from './allocation-text.ts';
import type { OrdersModel } from '../orders/orders-model.ts';
import { type Column, table } from '../../page/table.ts';

/** Trades between positions, in percent and, where the value of the portfolio is known, in rupees. */
export function tradeTable(a: AllocationModel, orders: OrdersModel): Markup {
  const { trades, bought, sold } = a;
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
      One-way turnover ${turnoverText(a)}. ${byStockText(a, orders)}
      ${money ? 'Amounts are between positions, before charges, tax and market impact.' : 'Amounts are not available because the value of the portfolio is not known.'}
    </p>`;
}

/** Differences below the printed decimal are rounding; percent of the portfolio. */
const ROUNDING = 0.05;

/** Reconciles the trades between positions, the turnover by stock and the orders, whichever is larger. */
function byStockText(
  { trades, turnover, newMoney }: Pick<AllocationModel, 'trades' | 'turnover' | 'newMoney'>,
  orders: OrdersModel,
): string {
  const inflow = newMoney?.kind === 'inflow' ? newMoney.weight : 0;
  const purchases =
    trades.reduce((sum, t) => sum + (t.side === 'buy' ? t.weight : 0), 0) - (newMoney?.weight ?? 0);
  const what = newMoney ? 'Purchases of positions, besides new money,' : 'Purchases of positions';
  const parts: string[] = [];
  if (turnover < purchases - ROUNDING)
    parts.push(
      `${what} are ${percent(purchases)}; stock by stock it is only ${percent(turnover)}, because stocks that a sold and a bought position both hold are not traded.`,
    );
  else if (turnover > purchases + ROUNDING)
    parts.push(
      `${what} are ${percent(purchases)}; stock by stock it is ${percent(turnover)}, because stocks are also exchanged within a position.`,
    );
  if (orders.kind === 'planned' && orders.all.count > 0) {
    const { buys, sells, value } = orders;
    const [bought, sold] = [buys, sells].map(({ amount }) => (100 * amount) / value);
    const text = `The orders buy ${rupeesInWords(buys.amount)} (${percent(bought!)}) and sell ${rupeesInWords(sells.amount)} (${percent(sold!)})`;
    parts.push(
      Math.max(Math.abs(bought! - inflow - turnover), Math.abs(sold! - turnover)) < ROUNDING
        ? `${text}.`
        : `${text}: whole shares, minimum orders, stocks that cannot be traded, charges, tax and cash already held make the difference.`,
    );
  }
  return parts.join(' ');
}
