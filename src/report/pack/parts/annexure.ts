import { type Annexure, ANNEXURE_FORM } from '../../../pack/annexure.ts';
import type { SubPeriod } from '../../../backtest/statistics/sub-periods.ts';
import { counted, fractionAsPercent, grouped, NONE, orNone, signed } from '../../../format/numbers.ts';
import { rupees } from '../../../format/rupees.ts';
import { dateText } from '../../page/dates.ts';
import { html, type Markup, type Piece } from '../../page/markup.ts';
import type { Opens } from '../../page/opens.ts';
import { table } from '../../page/table.ts';
import { terms } from '../../page/terms.ts';
import { returnText } from '../../performance/figure-text.ts';
import type { PackPages } from '../pages-model.ts';
import { missingBox, part } from '../part.ts';

/** Part 15: what SEBI asks for, from the record only. */
export function annexurePart({ pack: { document }, opens }: PackPages): Markup {
  const found = document.parts.annexure;
  return part(
    'annexure',
    html`<p class="notice">
        <strong>To be confirmed by compliance.</strong> Form after the circular ${ANNEXURE_FORM.source} of
        ${dateText(ANNEXURE_FORM.date)}, as second-hand copies give it. Monthly filing
        ${ANNEXURE_FORM.filing}; model returns never go to clients. Every figure is of the account’s own
        record.
      </p>
      ${found.kind === 'missing' ? missingBox(found) : sections(found.data, opens)}`,
  );
}

const STRATEGY_NAMES = {
  equity: 'Equity',
  debt: 'Debt',
  hybrid: 'Hybrid',
  'multi-asset': 'Multi Asset',
} as const;

const sections = (a: Annexure, opens: Opens): Markup =>
  html`${a.blanks.length > 0 && html`<p><strong>Blank:</strong> ${a.blanks.join('; ')}.</p>`}
    <section id="annexure-approach">
      <h2>Investment approach and performance</h2>
      ${terms([
        ['Investment approach', a.approach ?? NONE],
        ['Strategy', a.strategy === null ? NONE : STRATEGY_NAMES[a.strategy]],
        ['Benchmark', a.benchmark ?? NONE],
      ])}
      ${table<SubPeriod>({
        label: 'Time-weighted returns, net of fees',
        rows: a.performance,
        columns: [
          { head: 'Period', cell: (p) => (p.isAnnual ? `${p.name}, a year` : p.name) },
          { head: 'From', kind: 'unbroken', cell: (p) => dateText(p.from) },
          { head: 'To', kind: 'unbroken', cell: (p) => dateText(p.to) },
          { head: 'TWRR', kind: 'number', cell: (p) => returnText(p.own) },
          { head: 'Benchmark', kind: 'number', cell: (p) => returnText(p.benchmark) },
          {
            head: 'Difference, points',
            kind: 'number',
            cell: (p) => (p.benchmark === null ? NONE : signed(100 * (p.own - p.benchmark), 2)),
          },
        ],
      })}
    </section>
    <section id="annexure-month">
      <h2>The month</h2>
      ${monthTerms(a, opens)}
    </section>
    ${a.assets && assetSection(a.assets)} ${a.holdings.length > 0 && holdingSection(a)}
    ${a.transactions.length > 0 && transactionSection(a)}
    <section id="annexure-risks">
      <h2>Risks foreseen</h2>
      <p>
        Part 9 (forecast volatility, tracking error, concentration, days to sell), part 12 (historical
        windows) and part 14 (limits and breaches) name them for this portfolio. Equity can lose value; a
        regime that is called wrongly costs; sleeves can lag the market for years; small and micro caps trade
        thinly.
      </p>
    </section>`;

const monthTerms = ({ month }: Annexure, opens: Opens): Markup => {
  const figure = (id: 'opening' | 'closing' | 'turnoverRatio', text: string): Piece =>
    opens(`/parts/annexure/data/month/${id}`, text);
  const money = (x: number | null): string => orNone(x, rupees);
  return terms([
    ['Period', `${dateText(month.from)} to ${dateText(month.to)}`],
    [
      'Value at the beginning, at the end',
      html`${figure('opening', money(month.opening))}; ${figure('closing', money(month.closing))}`,
    ],
    ['Inflow, outflow', `${money(month.inflow)}; ${money(month.outflow)}`],
    ['Purchases, sales', `${money(month.purchases)}; ${money(month.sales)}`],
    [
      'Portfolio turnover ratio',
      html`${figure(
        'turnoverRatio',
        orNone(month.turnoverRatio, (x) => fractionAsPercent(x, 2)),
      )}
      (lesser of purchases and sales over the mean value)`,
    ],
    ['Fees, expenses of trading', `${money(month.fees)}; ${money(month.charges)}`],
  ]);
};

const assetSection = ({ day, classes }: NonNullable<Annexure['assets']>): Markup =>
  html`<section id="annexure-assets">
    <h2>Assets by class</h2>
    ${table<(typeof classes)[number]>({
      label: `Assets by class on ${dateText(day)}`,
      rows: classes,
      columns: [
        { head: `On ${dateText(day)}`, cell: (c) => c.name },
        { head: 'Value', kind: 'number', cell: (c) => rupees(c.value) },
      ],
    })}
  </section>`;

/** Rows printed; annexure.csv has all. */
const LISTED = 20;

type AccountHolding = Annexure['holdings'][number];
type Transaction = Annexure['transactions'][number];

function holdingSection({ holdings }: Annexure): Markup {
  const largest = holdings.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0)).slice(0, LISTED);
  return html`<section id="annexure-holdings">
    <h2>Holdings</h2>
    <p>
      The ${counted(largest.length, 'largest holding')} of ${grouped(holdings.length, 0)}; annexure.csv lists
      all.
    </p>
    ${table<AccountHolding>({
      label: 'Holdings with quantity and value',
      rows: largest,
      narrow: 'fit',
      columns: [
        { head: 'ISIN', cell: (h) => h.isin },
        { head: 'Quantity', kind: 'number', cell: (h) => orNone(h.quantity, (q) => grouped(q, 0)) },
        { head: 'Value', kind: 'number', cell: (h) => orNone(h.value, rupees) },
      ],
    })}
  </section>`;
}

function transactionSection({ transactions }: Annexure): Markup {
  const largest = transactions
    .toSorted((a, b) => b.quantity * b.price - a.quantity * a.price)
    .slice(0, LISTED);
  return html`<section id="annexure-transactions">
    <h2>Transactions of the month</h2>
    <p>
      The ${counted(largest.length, 'largest transaction')} of ${grouped(transactions.length, 0)};
      annexure.csv lists all.
    </p>
    ${table<Transaction>({
      label: 'Transactions of the month',
      rows: largest,
      look: 'wide',
      columns: [
        { head: 'Day', kind: 'unbroken', cell: (t) => dateText(t.day) },
        { head: 'ISIN', cell: (t) => t.isin },
        { head: 'Side', cell: (t) => t.side },
        { head: 'Quantity', kind: 'number', cell: (t) => grouped(t.quantity, 0) },
        { head: 'Price, ₹', kind: 'number', cell: (t) => grouped(t.price, 2) },
        { head: 'Charges', kind: 'number', cell: (t) => rupees(t.charges) },
      ],
    })}
  </section>`;
}
