import { REGIMES } from '../../../regimes/regime.ts';
import type { RegimeValidation, PremiumTrackRecord } from '../../validation/regimes/result.ts';
import { monthText } from '../page/dates.ts';
import { REGIME_NAMES } from '../page/names.ts';
import { NO_BREAK } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { regimeLabel } from '../page/label.ts';
import { type Column, table } from '../page/table.ts';
import { CHANGE_SCALE, estimateCell, meansText, whiskerFigure, whiskerGroup } from './estimate-figures.ts';

/** Premia of factors and sleeve indices in the month after each label. */
export const premiumSection = ({ premia }: RegimeValidation): Markup =>
  html`<section id="premia">
    <h2>Premia by regime</h2>
    ${
      premia.length === 0
        ? html`<p>Not available: the store has neither a factor library nor sleeve indices. See Problems.</p>`
        : html`<p>
              Return of a factor, or of a sleeve’s index relative to the Nifty 50, in the month after each
              label of TRRM. If the interval includes zero, the sign is uncertain.
            </p>
            ${premiumFigure(premia)} ${premiumTable(premia)} ${backTestNotes(premia)}`
    }
  </section>`;

export const premiumFigure = (premia: readonly PremiumTrackRecord[]): Markup =>
  whiskerFigure(
    premia.map((p) => ({ ...whiskerGroup(marked(p), p.byRegime), hollow: isBackTest(p) })),
    CHANGE_SCALE,
    {
      id: 'premia-chart',
      title: 'Premia by regime',
      description: premia.map((p) => `${p.title}: ${meansText(p.byRegime)}.`).join(' '),
    },
    html`${REGIMES.map((r) => [regimeLabel(r), ' '])} Mean of the month after the label times twelve, percent
    a year, before costs, with 95 % confidence
    intervals.${premia.some(isBackTest) && ' Hollow and †: partly the vendor’s back-test.'}`,
  );

const premiumTable = (premia: readonly PremiumTrackRecord[]): Markup =>
  table<PremiumTrackRecord>({
    label: 'Premia by regime',
    rows: premia,
    columns: [
      { head: 'Percent a year', cell: (p): Piece => html`${marked(p)}<small>${p.source}</small>` },
      ...REGIMES.map((r): Column<PremiumTrackRecord> => ({
        head: REGIME_NAMES[r],
        kind: 'number',
        cell: (p) => estimateCell(p.byRegime[r]),
      })),
      { head: 'Bullish − bearish', kind: 'number', cell: (p) => estimateCell(p.bullMinusBear) },
    ],
    look: 'long',
  });

const isBackTest = (p: PremiumTrackRecord): boolean => p.backTested > 0;

const marked = (p: PremiumTrackRecord): string => `${p.title}${isBackTest(p) ? `${NO_BREAK}†` : ''}`;

const backTestNotes = (premia: readonly PremiumTrackRecord[]): Markup | null => {
  const marks = premia.filter(isBackTest);
  return marks.length === 0
    ? null
    : html`<ul class="notes">
        <li>
          † Months before the launch of an index are the vendor’s back-test, built with hindsight:
          ${marks.map((p, i) => [i > 0 && '; ', `${p.title}, ${p.backTested} months, live from ${monthText(`${p.liveFrom}-01`)}`])}.
        </li>
      </ul>`;
};
