import { dateText } from '../../page/dates.ts';
import { counted, grouped, orNone, percent } from '../../../format/numbers.ts';
import { rupees } from '../../../format/rupees.ts';
import { html, type Markup, type Piece } from '../../page/markup.ts';
import type { LotGroup, NamedLot, TaxModel } from './tax-model.ts';
import { table } from '../../page/table.ts';
import { holdingName, quantityText } from './holding-text.ts';

/** Tax on sales: gains and losses by term, set-off and exemption, and losses carried forward. */
export function taxSummary(tax: TaxModel): Markup {
  if (tax.kind === 'unavailable') return html`<p>Not available. ${tax.reason}</p>`;
  if (tax.lots === 0)
    return html`<p>No lot with a taxable gain or loss is sold.</p>
      ${leftOut(tax)}`;
  return html`${groupTable(tax)}
    <p class="quiet">
      ${yearText(tax)} Lots are sold first in, first out. The tax of a loss is shown at the rate of its term;
      set-off and exemption adjust the total.
    </p>
    ${leftOut(tax)} ${carried(tax)}`;
}

/** The lots sold whose tax is largest; nothing where no lot is taxed. */
export const taxLots = (tax: TaxModel): Markup | false =>
  tax.kind === 'computed' &&
  tax.lots > 0 &&
  html`<h3>Lots with the largest tax effect</h3>
    ${lotTable(tax)}`;

type Computed = Extract<TaxModel, { kind: 'computed' }>;

const groupTable = ({ groups, adjustment, surcharge, cess, total, year }: Computed): Markup => {
  const step = (name: string, amount: number): readonly Piece[] => [name, null, null, null, rupees(amount)];
  return table<LotGroup>({
    label: `Tax on sales, ${year}`,
    rows: groups,
    columns: [
      { head: `Financial year ${year}`, cell: groupName },
      { head: 'Lots', kind: 'number', cell: (g) => grouped(g.lots, 0) },
      { head: 'Proceeds', kind: 'number', cell: (g) => rupees(g.proceeds) },
      { head: 'Gain or loss', kind: 'number', cell: (g) => rupees(g.gain) },
      { head: 'Tax', kind: 'number', cell: (g) => rupees(g.tax) },
    ],
    totals: [
      step('Set-off and exemption', adjustment),
      ...(surcharge === 0 ? [] : [step('Surcharge', surcharge)]),
      step('Cess', cess),
      step(total < 0 ? 'Tax saved' : 'Tax', total),
    ],
  });
};

const groupName = ({ term, outcome }: LotGroup): string =>
  `${term === 'short' ? 'Short-term' : 'Long-term'} ${outcome === 'gain' ? 'gains' : 'losses'}`;

const leftOut = ({ leftOut: names }: Computed): Markup | false =>
  names.length > 0 &&
  html`<p class="quiet">
    Not included: ${names.join(', ')}. Gains on them are taxed differently from listed equity and are not
    computed here.
  </p>`;

/** Realised gains and losses of the year, on which set-off and exemption depend. */
function yearText({ counted: { realised, broughtForward } }: Computed): string {
  if (realised.length === 0 && broughtForward.length === 0)
    return 'Tax of this rebalancing only: neither realised gains of the year nor losses brought forward are stated, in costs.tax of the rule book or in a book’s clients.csv.';
  const before = [
    ...realised.map(
      (r) => `until ${dateText(r.until)} ${rupees(r.short)} short-term and ${rupees(r.long)} long-term`,
    ),
    ...broughtForward.map((l) => `${rupees(l.loss)} of ${l.term}-term losses of ${l.year}`),
  ];
  return `Additional tax of the rebalancing, given the stated figures: ${before.join('; ')}.`;
}

const carried = ({ carried: losses }: Computed): Markup | false =>
  losses.length > 0 &&
  html`<p>
    Losses carried forward:
    ${losses.map(({ term, loss, year }) => `${rupees(loss)} ${term}-term of ${year}`).join('; ')}.
  </p>`;

const lotTable = ({ largest, lots }: Computed): Markup =>
  html`${table<NamedLot>({
      label: 'Lots by tax effect',
      look: 'wide',
      rows: largest,
      columns: [
        { head: 'Holding', cell: holdingName },
        { head: 'Bought', kind: 'unbroken', cell: (l) => dateText(l.bought) },
        { head: 'Quantity', kind: 'number', cell: (l) => quantityText(l.quantity) },
        { head: 'Proceeds', kind: 'number', cell: (l) => rupees(l.proceeds) },
        { head: 'Cost', kind: 'number', cell: (l) => rupees(l.cost) },
        { head: 'Gain or loss', kind: 'number', cell: (l) => rupees(l.gain) },
        { head: 'Rate', kind: 'number', cell: (l) => orNone(l.rate, (r) => `${l.term} ${percent(r)}`) },
        { head: 'Tax', kind: 'number', cell: (l) => rupees(l.tax) },
      ],
    })}
    <p class="quiet">
      ${counted(lots, 'lot')} in
      total${lots > largest.length && '; taxes.csv and decision.json list all of them'}. A dash in the rate
      column marks exempt gains. Cost is the cost for tax: lots bought by 31 Jan 2018 use the price of that
      date where the law allows it.
    </p>`;
