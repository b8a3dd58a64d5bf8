import { dateText } from '../../page/dates.ts';
import { counted, grouped, orNone, percent } from '../../../format/numbers.ts';
import { rupees } from '../../../format/rupees.ts';
import { html, type Markup, type Piece } from '../../page/markup.ts';
import type { LotGroup, NamedLot, TaxModel } from './tax.ts';
import { table } from '../../page/table.ts';
import { holdingName, quantityText } from './holding.ts';

/** The tax of the sales: lots by term, what set-off and exemption change, what later years may use. */
export function taxPart(tax: TaxModel): Markup {
  if (tax.kind === 'unavailable') return html`<p>Not known. ${tax.why}</p>`;
  if (tax.lots === 0)
    return html`<p>No lot is sold whose gain is taxed here.</p>
      ${leftOut(tax)}`;
  return html`${groupTable(tax)}
    <p class="quiet">
      ${countedText(tax)} Lots are sold first in, first out. A loss is shown with what it takes off gains at
      its own rate; set-off and exemption put that right.
    </p>
    ${leftOut(tax)} ${carried(tax)}
    <h3>The lots that matter most for the tax</h3>
    ${lotTable(tax)}`;
}

type Computed = Extract<TaxModel, { kind: 'computed' }>;

const groupTable = ({ groups, adjustment, surcharge, cess, total, year }: Computed): Markup => {
  const step = (name: string, amount: number): readonly Piece[] => [name, null, null, null, rupees(amount)];
  return table<LotGroup>({
    label: `Tax of the sales, ${year}`,
    rows: groups,
    columns: [
      { head: `Financial year ${year}`, cell: groupName },
      { head: 'Lots', kind: 'number', cell: (g) => grouped(g.lots, 0) },
      { head: 'Proceeds', kind: 'number', cell: (g) => rupees(g.proceeds) },
      { head: 'Gain or loss', kind: 'number', cell: (g) => rupees(g.gain) },
      { head: 'Tax', kind: 'number', cell: (g) => rupees(g.tax) },
    ],
    sums: [
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
    Not in it: ${names.join(', ')}, whose gains are taxed otherwise than those of shares; not computed here.
  </p>`;

/** What the year brought before, which set-off and exemption rest on. */
function countedText({ counted: { realised, broughtForward } }: Computed): string {
  if (realised.length === 0 && broughtForward.length === 0)
    return 'Of this switch alone: the rule book tells nothing of what the year has brought before (costs.tax.realised), nor of losses of earlier years (costs.tax.broughtForward).';
  const before = [
    ...realised.map(
      (r) => `until ${dateText(r.until)} ${rupees(r.short)} short-term and ${rupees(r.long)} long-term`,
    ),
    ...broughtForward.map((l) => `${rupees(l.loss)} of ${l.term}-term losses of ${l.year}`),
  ];
  return `What the switch adds to the tax of a year that has before it, by the rule book: ${before.join('; ')}.`;
}

const carried = ({ carried: losses }: Computed): Markup | false =>
  losses.length > 0 &&
  html`<p>
    Losses that later years may use:
    ${losses.map(({ term, loss, year }) => `${rupees(loss)} ${term}-term of ${year}`).join('; ')}.
  </p>`;

const lotTable = ({ largest, lots }: Computed): Markup =>
  html`${table<NamedLot>({
      label: 'Lots by the size of their tax',
      look: 'wide',
      rows: largest,
      columns: [
        { head: 'Lot of', cell: holdingName },
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
      all${lots > largest.length && '; every one is in taxes.csv and in decision.json'}. A dash under rate:
      such gains are exempt. Cost is that which is taxed: of what was bought by 31 Jan 2018 the price of that
      day where the law allows it.
    </p>`;
