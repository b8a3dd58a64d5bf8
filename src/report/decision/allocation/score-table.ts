import { divergingBar } from '../../charts/diverging-bar.ts';
import { POSITION_NAMES } from '../../page/names.ts';
import { grouped, orNone, percent, signed } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { ScoredSleeve } from './scores.ts';
import { table } from '../../page/table.ts';

/** Scores and what they are made of, with the risk of each sleeve by itself. */
export function scoreTable(sleeves: readonly ScoredSleeve[]): Markup {
  const full = Math.max(...sleeves.map((s) => Math.abs(s.score)));
  return html`${table<ScoredSleeve>({
      label: 'Scores of the sleeves',
      look: 'long',
      rows: sleeves,
      columns: [
        { head: 'Sleeve', cell: (s) => POSITION_NAMES[s.id] },
        { head: '', kind: 'figure', cell: (s) => divergingBar(s.score, full) },
        { head: 'Score', kind: 'number', cell: (s) => html`<strong>${signed(s.score, 2)}</strong>` },
        { head: 'Fit', kind: 'number', cell: (s) => signed(s.alignment, 2) },
        { head: 'Other risk, %', kind: 'number', cell: (s) => grouped(s.offTarget, 0) },
        { head: 'Purity, %', kind: 'number', cell: (s) => orNone(s.purity, (p) => grouped(p, 0)) },
        { head: 'Volatility', kind: 'number', cell: (s) => percent(s.volatility) },
        { head: 'Beta', kind: 'number', cell: (s) => grouped(s.beta, 2) },
        { head: 'Tracking error', kind: 'number', cell: (s) => percent(s.trackingError) },
        { head: 'Weight after', kind: 'number', cell: (s) => percent(s.weight) },
      ],
    })}
    <p class="quiet">
      Fit: the sum of target × exposure over the styles below. Other risk: the share of the sleeve’s variance
      that is neither the market’s nor the wanted styles’, of which the score loses the rule book’s penalty.
      Purity: the share of its active style variance that is wanted. Volatility and tracking error are
      forecasts for a year; beta and tracking error are to the market portfolio.
    </p>`;
}
