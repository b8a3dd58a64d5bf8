import { REGIMES } from '../../../regimes/regime.ts';
import type { Evidence, PremiumRecord } from '../../validation/regimes/result.ts';
import { monthText } from '../page/dates.ts';
import { REGIME_NAMES } from '../page/names.ts';
import { NO_BREAK } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { regimeLabel } from '../page/label.ts';
import { type Column, table } from '../page/table.ts';
import { CHANGE_SCALE, estimateCell, meansText, whiskerFigure, whiskerGroup } from './estimates.ts';

/** What each factor and each sleeve's index earned above its counterpart in the months after each label. */
export const premiumSection = ({ premia }: Evidence): Markup =>
  html`<section id="premia">
    <h2>Premia by regime</h2>
    ${
      premia.length === 0
        ? html`<p>
            None could be measured: the store has neither a factor library nor indices of the sleeves. See
            Problems.
          </p>`
        : html`<p>
              What a factor, or a sleeve’s index above the Nifty 50, earned in the month after each label of
              TRRM. An interval that crosses nought leaves the sign open.
            </p>
            ${premiumFigure(premia)} ${premiumTable(premia)} ${backTestNotes(premia)}`
    }
  </section>`;

export const premiumFigure = (premia: readonly PremiumRecord[]): Markup =>
  whiskerFigure(
    premia.map((p) => ({ ...whiskerGroup(marked(p), p.byRegime), hollow: isBackTest(p) })),
    CHANGE_SCALE,
    {
      id: 'premia-chart',
      title: 'Premia by regime',
      description: premia.map((p) => `${p.title}: ${meansText(p.byRegime)}.`).join(' '),
    },
    html`${REGIMES.map((r) => [regimeLabel(r), ' '])} Mean of the month after the label, twelve times, percent
    a year, before costs; the lines are 95 %
    intervals.${premia.some(isBackTest) && ' Hollow and †: partly the vendor’s own back-test.'}`,
  );

const premiumTable = (premia: readonly PremiumRecord[]): Markup =>
  table<PremiumRecord>({
    label: 'Premia by regime',
    rows: premia,
    columns: [
      { head: 'Percent a year', cell: (p): Piece => html`${marked(p)}<small>${p.source}</small>` },
      ...REGIMES.map((r): Column<PremiumRecord> => ({
        head: REGIME_NAMES[r],
        kind: 'number',
        cell: (p) => estimateCell(p.byRegime[r]),
      })),
      { head: 'Bullish − bearish', kind: 'number', cell: (p) => estimateCell(p.bullMinusBear) },
    ],
    look: 'long',
  });

const isBackTest = (p: PremiumRecord): boolean => p.backTested > 0;

const marked = (p: PremiumRecord): string => `${p.title}${isBackTest(p) ? `${NO_BREAK}†` : ''}`;

const backTestNotes = (premia: readonly PremiumRecord[]): Markup | null => {
  const marks = premia.filter(isBackTest);
  return marks.length === 0
    ? null
    : html`<ul class="notes">
        <li>
          † Months before an index was launched are the vendor’s own back-test, made knowing what came later:
          ${marks.map((p, i) => [i > 0 && '; ', `${p.title}, ${p.backTested} months, live from ${monthText(`${p.liveFrom}-01`)}`])}.
        </li>
      </ul>`;
};
