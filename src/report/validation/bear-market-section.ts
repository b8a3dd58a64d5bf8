import type { DatedTurn, RegimeValidation } from '../../validation/regimes/result.ts';
import { monthText } from '../page/dates.ts';
import { grouped, NONE, orNone } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import type { BearMarketModel } from './bear-market-model.ts';
import type { ValidationModel } from './page-model.ts';
import { table } from '../page/table.ts';
import { terms } from '../page/terms.ts';

/** The bear markets used as benchmark, individually and as dated by other rules. */
export const bearMarketSection = ({ result, bearMarkets }: ValidationModel): Markup =>
  html`<section id="bear-markets">
    <h2>Bear markets dated ex post</h2>
    ${bearMarkets.length === 0 ? html`<p>No bear market can be dated in this period.</p>` : bearMarketTable(bearMarkets, result)}
    <h3>Peaks and troughs by dating rule</h3>
    ${terms([
      ['Pagan–Sossounov', peaksAndTroughsText(result.turns)],
      ...result.turnsByFilter.map(({ rules, turns }) => [rules, peaksAndTroughsText(turns)] as const),
    ])}
  </section>`;

const bearMarketTable = (
  bearMarkets: readonly BearMarketModel[],
  { classifiers }: RegimeValidation,
): Markup => {
  const trrm = classifiers[0];
  const lag = (x: number | null | undefined) => orNone(x, (v) => grouped(v, Number.isInteger(v) ? 0 : 1));
  return html`${table<BearMarketModel>({
      label: 'Bear markets and TRRM’s labels',
      rows: bearMarkets,
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
        { head: 'First bearish label', kind: 'number', cell: (b) => orNone(b.firstLabel, monthText) },
        { head: 'Entry lag, months', kind: 'number', cell: (b) => lag(b.entryLag) },
        { head: 'Exit lag, months', kind: 'number', cell: (b) => lag(b.exitLag) },
      ],
      totals: trrm ? [['Mean', null, null, null, null, lag(trrm.lags.entry), lag(trrm.lags.exit)]] : [],
    })}
    <p class="quiet">
      Label dates are month-ends. Entry lag: from the peak to the first bearish label. Exit lag: from the
      trough to the first other label.
    </p>`;
};

/** Peaks and troughs; `…` where one end is outside the period or not dated yet. */
const peaksAndTroughsText = (turns: readonly DatedTurn[]): string => {
  const falls = turns.flatMap((turn, i) => {
    if (turn.kind === 'peak') return [`${monthOf(turn)} to ${turns[i + 1] ? monthOf(turns[i + 1]!) : '…'}`];
    return i === 0 ? [`… to ${monthOf(turn)}`] : [];
  });
  return falls.length === 0 ? NONE : falls.join('; ');
};

const monthOf = ({ month }: DatedTurn): string => monthText(`${month}-01`);
