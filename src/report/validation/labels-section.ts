import { labelRibbons } from './charts/label-ribbons.ts';
import { monthText } from '../page/dates.ts';
import { grouped, orNone } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import type { ValidationModel, LabelRow, ValidationPeriod } from './page-model.ts';
import { regimeLabel } from '../page/label.ts';

/** Labels of every classifier over the phases dated ex post. */
export const labelSection = ({ labels, period }: ValidationModel): Markup =>
  html`<section id="labels">
    <h2>Labels and ex-post market phases</h2>
    <p>
      A label is set at month-end with the data known then. Whether the month was in a bear market (grey) is
      determined much later, from the turning points of the Nifty.
    </p>
    ${ribbonFigure(labels, period, 'labels-ribbon', 'Labels by month and dated bear markets')}
  </section>`;

/** Labels by row, with a legend. */
export const ribbonFigure = (
  rows: readonly LabelRow[],
  period: ValidationPeriod,
  id: string,
  title: string,
): Markup =>
  html`<figure>
    ${labelRibbons(rows, period, { id, title, description: description(rows, period) })}
    <figcaption>
      ${(['bearish', 'consolidation', 'bullish'] as const).map((r) => [regimeLabel(r), ' '])} A taller bar
      marks a more hostile label; no bar: history too short. Grey: bear markets dated ex post, from the month
      after a peak (above) to a trough (below).
      ${period.undated.length > 0 && 'Hatched: cannot be dated yet.'}
    </figcaption>
  </figure>`;

function description(rows: readonly LabelRow[], { bearMarkets, turns }: ValidationPeriod): string {
  const kappas = rows.map((r) => `${r.title} ${orNone(r.kappa, (k) => grouped(k, 2))}`).join(', ');
  const months = turns.map((t) => `${t.kind} ${monthText(`${t.month}-01`)}`).join(', ');
  return `${grouped(bearMarkets.length, 0)} bear markets${months && `, with turning points ${months}`}. Agreement κ by row: ${kappas}.`;
}
