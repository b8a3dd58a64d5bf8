import { labelRibbons } from './charts/label-ribbons.ts';
import { monthText } from '../page/dates.ts';
import { grouped, orNone } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import type { EvidenceModel, LabelRow, TrialPeriod } from './evidence.ts';
import { regimeLabel } from '../page/label.ts';

/** Every way of labelling over what the market turned out to do. */
export const labelSection = ({ labels, period }: EvidenceModel): Markup =>
  html`<section id="labels">
    <h2>Labels against the phases dated afterwards</h2>
    <p>
      A label is given at a month’s end with what was known then. Whether that month lay in a bear market can
      be said only long after, by the turning points of the Nifty; it is shown in grey.
    </p>
    ${ribbonFigure(labels, period, 'labels-ribbon', 'Labels by month over the dated bear phases')}
  </section>`;

/** Rows of labels with their legend. */
export const ribbonFigure = (
  rows: readonly LabelRow[],
  period: TrialPeriod,
  id: string,
  title: string,
): Markup =>
  html`<figure>
    ${labelRibbons(rows, period, { id, title, description: description(rows, period) })}
    <figcaption>
      ${(['bearish', 'consolidation', 'bullish'] as const).map((r) => [regimeLabel(r), ' '])} The taller a
      bar, the more hostile its label; no bar: too little history. Grey: bear phases dated afterwards, from
      the month after a peak (above) to a trough (below).
      ${period.undated.length > 0 && 'Hatched: not to be dated yet.'}
    </figcaption>
  </figure>`;

function description(rows: readonly LabelRow[], { bears, turns }: TrialPeriod): string {
  const kappas = rows.map((r) => `${r.title} ${orNone(r.kappa, (k) => grouped(k, 2))}`).join(', ');
  const months = turns.map((t) => `${t.kind} ${monthText(`${t.month}-01`)}`).join(', ');
  return `${grouped(bears.length, 0)} bear phases${months && `, with turns ${months}`}. Agreement κ by row: ${kappas}.`;
}
