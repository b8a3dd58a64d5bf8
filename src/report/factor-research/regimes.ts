import { type Regime, REGIMES } from '../../../regimes/regime.ts';
import type { ByRegime } from '../../validation/regimes/result.ts';
import type { ResearchedFactor } from '../../validation/factors/result.ts';
import type { Estimate } from '../../validation/factors/estimate.ts';
import { REGIME_NAMES } from '../page/names.ts';
import { html, type Markup } from '../page/markup.ts';
import { CHANGE_SCALE, estimateCell, meansText, whiskerFigure, whiskerGroup } from '../validation/estimates.ts';
import { regimeLabel } from '../page/label.ts';
import { type Column, table } from '../page/table.ts';

/** Alpha in the months that began under each label. */
export function regimeSection(factors: readonly ResearchedFactor[]): Markup {
  const rows = factors.map(({ title, research: { byLabel } }) => ({
    title,
    alphas: alphasBy(byLabel.groups),
    bearLessBull: byLabel.lastLessFirst,
  }));
  return html`<section id="regimes">
    <h2>When does it work?</h2>
    <p>
      Alpha in the months that began under each label of TRRM, each regime with a beta of its own. A factor
      may be real and yet earn nothing in some of them.
    </p>
    ${whiskerFigure(
      rows.map((r) => whiskerGroup(r.title, r.alphas)),
      CHANGE_SCALE,
      {
        id: 'regimes-chart',
        title: 'Alpha by regime',
        description: rows.map((r) => `${r.title}: ${meansText(r.alphas)}.`).join(' '),
      },
      html`${REGIMES.map((r) => [regimeLabel(r), ' '])} Alpha, percent a year, before costs; the lines are 95
      % intervals.`,
    )}
    ${table<(typeof rows)[number]>({
      label: 'Alpha by regime',
      rows,
      columns: [
        { head: 'Percent a year', cell: (r) => r.title },
        ...REGIMES.map((regime): Column<(typeof rows)[number]> => ({
          head: REGIME_NAMES[regime],
          kind: 'number',
          cell: (r) => estimateCell(r.alphas[regime]),
        })),
        { head: 'Bearish − bullish', kind: 'number', cell: (r) => estimateCell(r.bearLessBull) },
      ],
      look: 'long',
    })}
  </section>`;
}

const alphasBy = (
  groups: readonly { readonly group: string; readonly alpha: Estimate | null }[],
): ByRegime<Estimate | null> =>
  Object.fromEntries(
    REGIMES.map((regime) => [regime, groups.find((g) => g.group === regime)?.alpha ?? null]),
  ) as Record<Regime, Estimate | null>;
