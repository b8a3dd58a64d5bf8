import { FACTOR_NAMES } from '../../page/factor-names.ts';
import { POSITION_NAMES } from '../../page/names.ts';
import { orNone, signed } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { ScoredSleeve, ScoresModel } from './scores.ts';
import { heat } from '../../page/heat.ts';
import { table } from '../../page/table.ts';

/** Each sleeve's exposures to the styles that have a target, shaded by what they add to its score; then the portfolio's. */
export function exposureTable({ sleeves, styles }: ScoresModel, regime: string): Markup {
  if (styles.length === 0)
    return html`<p>
      The rule book asks for no exposures in a ${regime} market; scores only count other risk.
    </p>`;
  const full = Math.max(...sleeves.flatMap((s) => s.exposures.map((e) => Math.abs(e.adds))));
  const ofPortfolio = (name: string, of: (style: (typeof styles)[number]) => number | null) => [
    name,
    ...styles.map((s) => html`<span class="heat">${orNone(of(s), (x) => signed(x, 2))}</span>`),
  ];
  return html`<div class="heat-map">
      ${table<ScoredSleeve>({
        label: 'Exposures to the styles that the regime asks for',
        rows: sleeves,
        columns: [
          { head: html`In deviations<br />Target`, cell: (s) => POSITION_NAMES[s.id] },
          ...styles.map(({ style, wanted }, k) => ({
            head: html`${FACTOR_NAMES[style]}<br /><strong>${signed(wanted, 2)}</strong>`,
            kind: 'number' as const,
            cell: (s: ScoredSleeve) => {
              const { exposure, adds } = s.exposures[k]!;
              return heat(signed(exposure, 2), adds, full);
            },
          })),
        ],
        sums: [
          ...(styles.some((s) => s.before !== null)
            ? [ofPortfolio('Portfolio before', (s) => s.before)]
            : []),
          ofPortfolio('Portfolio after', (s) => s.after),
        ],
      })}
    </div>
    <p class="quiet">
      Exposures less the market’s, in standard deviations of all shares of the model. Blue adds to the score,
      rust takes from it, the deeper the more. Of the portfolio, what is not in shares counts as less held
      than the market.
    </p>`;
}
