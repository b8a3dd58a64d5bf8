import { divergingBar } from '../../charts/diverging-bar.ts';
import { POSITION_NAMES } from '../../page/names.ts';
import { grouped, orNone, percent, signed } from '../../../format/numbers.ts';
import { html, type Markup, unseen } from '../../page/markup.ts';
import type { ScoredSleeve } from './scores-model.ts';
import { table } from '../../page/table.ts';

/** Scores and their components, with the stand-alone risk of each sleeve. */
export function scoreTable(sleeves: readonly ScoredSleeve[]): Markup {
  const full = Math.max(...sleeves.map((s) => Math.abs(s.score)));
  return html`${table<ScoredSleeve>({
      label: 'Scores of the sleeves',
      look: 'long',
      rows: sleeves,
      columns: [
        { head: 'Sleeve', cell: (s) => POSITION_NAMES[s.id] },
        {
          head: unseen('Score as a bar'),
          kind: 'figure',
          cell: (s) => divergingBar(s.score, full),
        },
        { head: 'Score', kind: 'number', cell: (s) => html`<strong>${signed(s.score, 2)}</strong>` },
        { head: 'Alignment', kind: 'number', cell: (s) => signed(s.alignment, 2) },
        { head: 'Unrelated risk, %', kind: 'number', cell: (s) => grouped(s.unexplainedVariance, 0) },
        { head: 'Purity, %', kind: 'number', cell: (s) => orNone(s.purity, (p) => grouped(p, 0)) },
        { head: 'Volatility', kind: 'number', cell: (s) => percent(s.volatility) },
        { head: 'Beta', kind: 'number', cell: (s) => grouped(s.beta, 2) },
        { head: 'Tracking error', kind: 'number', cell: (s) => percent(s.trackingError) },
        { head: 'Final weight', kind: 'number', cell: (s) => percent(s.weight) },
      ],
    })}
    <p class="quiet">
      Alignment: sum of target × exposure over the styles below. Unrelated risk: fraction of the sleeve’s
      variance explained neither by the market nor by the targeted styles, penalised in the score; negative
      where it offsets other risk. Purity: fraction of active style variance in targeted styles. Volatility
      and tracking error are annual forecasts; beta and tracking error are relative to the market portfolio.
    </p>`;
}
