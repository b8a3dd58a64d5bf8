import type {
  DecisionOutcome,
  Reconciliation,
} from '../../backtest/account/reconciliation/reconcile-account.ts';
import {
  type ReconciledReturns,
  RECONCILING_EFFECTS,
} from '../../backtest/account/reconciliation/effects.ts';
import type {
  OrderOutcome,
  OrdersAndTrades,
} from '../../backtest/account/reconciliation/orders-and-trades.ts';
import type { WeightDifference } from '../../backtest/account/reconciliation/weight-drift.ts';
import { counted, grouped, NONE, percent, signed, signedPercent } from '../../format/numbers.ts';
import { rupees, rupeesInWords } from '../../format/rupees.ts';
import { dateText } from '../page/dates.ts';
import { html, type Markup } from '../page/markup.ts';
import { positionName } from '../page/names.ts';
import { type Column, table } from '../page/table.ts';
import { returnText } from '../performance/figure-text.ts';

/**
 * The account against the paper portfolio that followed the ledger: returns, decisions, the last orders, weights.
 *
 * @param hasSwitches whether decisions are shown against keeping what was held; not where a page has that table already.
 */
export function reconciliationSection(
  { from, to, decisions, returns, drift }: Reconciliation,
  hasSwitches = true,
): Markup {
  const last = decisions.at(-1)!;
  return html`<section id="reconciliation">
    <h2>Against the recorded decisions</h2>
    <p>
      The paper portfolio follows ${counted(decisions.length, 'decision')} of the ledger from
      ${dateText(from)} to ${dateText(to)}: each is filled exactly at the next close, without charges, and
      left alone until the next. It is a model and is never linked with the account into one series.
    </p>
    ${returns && effects(returns)} ${decisionTable(decisions, hasSwitches)}
    ${last.orders && lastOrders(last, last.orders)} ${drift && driftTable(drift)}
  </section>`;
}

const effects = ({ paper, account, log, arithmetic, periods }: ReconciledReturns): Markup =>
  html`<h3>Why the returns differ</h3>
    ${table({
      label: 'From the paper portfolio to the account',
      rows: RECONCILING_EFFECTS.map(({ title }, j) => ({ title, log: log[j]!, part: arithmetic[j]! })),
      columns: [
        { head: 'Effect', cell: (r) => r.title },
        { head: 'Log effect, %', kind: 'number', cell: (r) => signed(100 * r.log, 2) },
        { head: 'Of the difference, points', kind: 'number', cell: (r) => signed(100 * r.part, 2) },
      ],
      totals: [
        [
          `Account ${returnText(account)} less paper ${returnText(paper)}`,
          signed(100 * log.reduce((sum, e) => sum + e, 0), 2),
          signed(100 * (account - paper), 2),
        ],
      ],
    })}
    <p class="quiet">
      Over ${counted(periods.length, 'period')} between fills. Each effect is an amount in ₹ over the capital
      (modified Dietz), as a logarithm; the last one is what remains, so that they add up.
    </p>`;

/** ₹ with a sign, at a glance. */
const amount = (x: number): string => (x === 0 ? '0' : rupeesInWords(x));

const SWITCH_COLUMNS: readonly Column<DecisionOutcome>[] = [
  { head: 'Return decided', kind: 'number', cell: (d) => returnText(d.switched?.decided ?? null) },
  { head: 'Return kept', kind: 'number', cell: (d) => returnText(d.switched?.kept ?? null) },
  { head: 'Switch added', kind: 'number', cell: (d) => returnText(d.switched?.gain ?? null) },
];

const decisionTable = (decisions: readonly DecisionOutcome[], hasSwitches: boolean): Markup =>
  html`<h3>Decisions and what followed</h3>
    ${table<DecisionOutcome>({
      label: 'Recorded decisions and what followed',
      rows: decisions,
      columns: [
        { head: 'Entry', cell: (d) => grouped(d.entry, 0) },
        { head: 'Decided', kind: 'unbroken', cell: (d) => dateText(d.asOf) },
        { head: 'Orders', kind: 'number', cell: (d) => ofOrders(d, (t) => amount(t.planned)) },
        { head: 'Traded', kind: 'number', cell: (d) => ofOrders(d, (t) => amount(t.traded)) },
        { head: 'Not traded', kind: 'number', cell: (d) => ofOrders(d, (t) => amount(t.notTraded)) },
        {
          head: 'Slippage cost',
          kind: 'number',
          cell: (d) =>
            ofOrders(d, (t) => (t.slippageRate === null ? NONE : signedPercent(100 * t.slippageRate, 2))),
        },
        {
          head: 'Charges planned',
          kind: 'number',
          cell: (d) => ofOrders(d, (t) => amount(t.plannedCharges)),
        },
        { head: 'Charges', kind: 'number', cell: (d) => ofOrders(d, (t) => amount(t.charges)) },
        ...(hasSwitches ? SWITCH_COLUMNS : []),
      ],
    })}
    <p class="quiet">
      Orders are those for which trades have an ISIN; a dash where there were neither orders nor trades.
      Slippage is what was paid above the as-of price, or received below it, as a fraction of what was traded;
      it contains the market’s move until the trade.
      ${
        hasSwitches &&
        `The last three columns are of the model, from its fill to the next: the decided weights, those held before
        left alone, and the difference after planned charges and tax.`
      }
    </p>`;

const ofOrders = ({ orders }: DecisionOutcome, text: (total: OrdersAndTrades['total']) => string): string =>
  orders === null || (orders.orders.length === 0 && orders.unordered.length === 0)
    ? NONE
    : text(orders.total);

const STATES: Readonly<Record<OrderOutcome['state'], string>> = {
  traded: 'traded',
  'in-part': 'in part',
  'not-traded': 'not traded',
  'not-comparable': 'no ISIN',
};

/** Orders listed at most; the rest are in the JSON. */
const MOST_ORDERS = 20;
const MOST_WEIGHTS = 12;

/** What matters about an order: the amount not traded, then the slippage. */
const weightOf = (o: OrderOutcome): number => o.notTraded + Math.abs(o.slippage ?? 0);

function lastOrders(
  { asOf }: DecisionOutcome,
  { orders, unordered }: NonNullable<DecisionOutcome['orders']>,
): Markup {
  const rows = orders
    .filter((o) => o.state !== 'not-comparable')
    .sort((a, b) => weightOf(b) - weightOf(a))
    .slice(0, MOST_ORDERS);
  const others = orders.filter((o) => o.state === 'not-comparable');
  return html`<h3>Orders of ${dateText(asOf)}</h3>
    ${
      rows.length > 0 &&
      table<OrderOutcome>({
        label: `Orders of ${dateText(asOf)} and their trades`,
        rows,
        look: 'long',
        columns: [
          { head: 'Order', cell: (o) => o.name },
          { head: 'Side', cell: (o) => o.side },
          { head: 'Quantity', kind: 'number', cell: (o) => grouped(o.planned.quantity ?? 0, 0) },
          { head: 'As-of price', kind: 'number', cell: (o) => grouped(o.planned.price ?? 0, 2) },
          { head: 'Traded', kind: 'number', cell: (o) => (o.traded ? grouped(o.traded.quantity, 0) : NONE) },
          { head: 'Mean price', kind: 'number', cell: (o) => (o.traded ? grouped(o.traded.price, 2) : NONE) },
          { head: 'On', kind: 'unbroken', cell: (o) => (o.traded ? dateText(o.traded.to) : STATES[o.state]) },
          { head: 'Not traded', kind: 'number', cell: (o) => amount(o.notTraded) },
          {
            head: 'Slippage cost',
            kind: 'number',
            cell: (o) => (o.slippage === null ? NONE : rupees(o.slippage)),
          },
        ],
      })
    }
    <p class="quiet">
      ${orders.length - others.length > rows.length && `The ${rows.length} of ${counted(orders.length - others.length, 'order')} with most not traded or most slippage; all are in the JSON.`}
      ${others.length > 0 && `${counted(others.length, 'order')} of ${rupeesInWords(others.reduce((sum, o) => sum + o.planned.amount, 0))} in all ${others.length === 1 ? 'names a position or a scheme' : 'name positions or schemes'}, to which no trade can be assigned.`}
      ${unordered.length > 0 && `${counted(unordered.length, 'trade')} of ${rupeesInWords(unordered.reduce((sum, t) => sum + t.amount, 0))} in all ${unordered.length === 1 ? 'was' : 'were'} not ordered, or went beyond an order.`}
    </p>`;
}

const driftTable = ({ day, activeShare, differences }: NonNullable<Reconciliation['drift']>): Markup =>
  html`<h3>Weights on ${dateText(day)}</h3>
    <p>
      ${percent(100 * activeShare, 1)} of the account is held otherwise than on paper (half the sum of
      absolute differences). What the file of holdings does not list is counted as cash in the liquid fund.
    </p>
    ${table<WeightDifference>({
      label: `Weights on ${dateText(day)}, largest differences`,
      rows: differences.slice(0, MOST_WEIGHTS),
      columns: [
        { head: 'Holding', cell: (d) => (d.name === d.id ? positionName(d.id) : d.name) },
        { head: 'On paper', kind: 'number', cell: (d) => percent(100 * d.paper, 2) },
        { head: 'Held', kind: 'number', cell: (d) => percent(100 * d.held, 2) },
        { head: 'Difference, points', kind: 'number', cell: (d) => signed(100 * (d.held - d.paper), 2) },
      ],
    })}`;
