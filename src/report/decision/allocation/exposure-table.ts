import { FACTOR_NAMES } from '../../page/factor-names.ts';
import { POSITION_NAMES } from '../../page/names.ts';
import { orNone, signed } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { ScoredSleeve, ScoresModel } from './scores-model.ts';
import { heat } from '../../page/heat.ts';
import { table } from '../../page/table.ts';

/** Exposures of the sleeves and of the portfolio to the styles with a target, shaded by contribution to the score. */
export function exposureTable({ sleeves, styles }: ScoresModel, regime: string): Markup {
  if (styles.length === 0)
    return html`<p>
      The rule book sets no exposure targets for a ${regime} market; scores consist of the penalty for
      unrelated risk.
    </p>`;
  const full = Math.max(...sleeves.flatMap((s) => s.exposures.map((e) => Math.abs(e.contribution))));
  const ofPortfolio = (name: string, of: (style: (typeof styles)[number]) => number | null) => [
    name,
    ...styles.map((s) => html`<span class="heat">${orNone(of(s), (x) => signed(x, 2))}</span>`),
  ];
  return html`<div class="heat-map">
      ${table<ScoredSleeve>({
        label: 'Exposures to the styles targeted by the regime',
        narrow: 'scroll',
        rows: sleeves,
        columns: [
          { head: html`Standard deviations<br />Target`, cell: (s) => POSITION_NAMES[s.id] },
          ...styles.map(({ style, target }, k) => ({
            head: html`${FACTOR_NAMES[style]}<br /><strong>${signed(target, 2)}</strong>`,
            kind: 'number' as const,
            cell: (s: ScoredSleeve) => {
              const { exposure, contribution } = s.exposures[k]!;
              return heat(signed(exposure, 2), contribution, full);
            },
          })),
        ],
        totals: [
          ...(styles.some((s) => s.opening !== null)
            ? [ofPortfolio('Opening portfolio', (s) => s.opening)]
            : []),
          ofPortfolio('Final portfolio', (s) => s.final),
        ],
      })}
    </div>
    <p class="quiet">
      Active exposures relative to the market, in standard deviations across all stocks of the model. Blue
      raises the score, rust lowers it; a deeper shade marks a larger contribution. In the portfolio, assets
      other than equities count as an underweight of the market.
    </p>`;
}
