import type { DatedTurn, Evidence } from '../../validation/regimes/result.ts';
import { monthText } from '../page/dates.ts';
import { grouped, NONE, orNone } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import type { BearModel } from './bear-markets.ts';
import type { EvidenceModel } from './evidence.ts';
import { table } from '../page/table.ts';
import { terms } from '../page/terms.ts';

/** The phases that labels are judged by, one by one, and as other rules would date them. */
export const turnSection = ({ evidence, bears }: EvidenceModel): Markup =>
  html`<section id="turns">
    <h2>Bear phases, dated afterwards</h2>
    ${bears.length === 0 ? html`<p>No bear phase can be dated in this period.</p>` : bearTable(bears, evidence)}
    <h3>Peaks to troughs by each way of dating</h3>
    ${terms([
      ['Pagan–Sossounov', fallsText(evidence.turns)],
      ...evidence.turnsByFilter.map(({ rules, turns }) => [rules, fallsText(turns)] as const),
    ])}
  </section>`;

const bearTable = (bears: readonly BearModel[], { classifiers }: Evidence): Markup => {
  const trrm = classifiers[0];
  const lag = (x: number | null | undefined) => orNone(x, (v) => grouped(v, Number.isInteger(v) ? 0 : 1));
  return html`${table<BearModel>({
      label: 'Bear phases and TRRM’s labels',
      rows: bears,
      columns: [
        {
          head: 'Peak',
          kind: 'unbroken',
          cell: (b) => (b.peak === null ? 'before the period' : monthText(b.peak)),
        },
        {
          head: 'Trough',
          kind: 'unbroken',
          cell: (b) => (b.trough === null ? 'not dated yet' : monthText(b.trough)),
        },
        { head: 'Months', kind: 'number', cell: (b) => grouped(b.months, 0) },
        { head: 'Labelled bearish', kind: 'number', cell: (b) => grouped(b.labelled, 0) },
        { head: 'First such label', kind: 'number', cell: (b) => orNone(b.firstLabel, monthText) },
        { head: 'Months after peak', kind: 'number', cell: (b) => lag(b.entryLag) },
        { head: 'Given up, months after trough', kind: 'number', cell: (b) => lag(b.exitLag) },
      ],
      sums: trrm ? [['Mean', null, null, null, null, lag(trrm.lags.entry), lag(trrm.lags.exit)]] : [],
    })}
    <p class="quiet">
      TRRM’s labels. Label dates are month-ends; a label at the peak’s own month-end has no lag.
    </p>`;
};

/** Peaks to troughs, `…` where the other end is outside the period or not dated yet. */
const fallsText = (turns: readonly DatedTurn[]): string => {
  const falls = turns.flatMap((turn, i) => {
    if (turn.kind === 'peak') return [`${monthOf(turn)} to ${turns[i + 1] ? monthOf(turns[i + 1]!) : '…'}`];
    return i === 0 ? [`… to ${monthOf(turn)}`] : [];
  });
  return falls.length === 0 ? NONE : falls.join('; ');
};

const monthOf = ({ month }: DatedTurn): string => monthText(`${month}-01`);
