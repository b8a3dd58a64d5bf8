import { type Regime, REGIMES } from '../../../regimes/regime.ts';
import type { ByRegime } from '../../validation/regimes/by-regime.ts';
import type { ValidatedFactor } from '../../validation/factors/result.ts';
import type { Estimate } from '../../validation/factors/estimate.ts';
import { REGIME_NAMES } from '../page/names.ts';
import { html, type Markup } from '../page/markup.ts';
import {
  CHANGE_SCALE,
  estimateCell,
  meansText,
  whiskerFigure,
  whiskerGroup,
} from '../validation/estimate-figures.ts';
import { regimeLabel } from '../page/label.ts';
import { type Column, table } from '../page/table.ts';

/** Alpha in the months that began under each regime. */
export function regimeSection(factors: readonly ValidatedFactor[]): Markup {
  const rows = factors.map(({ title, results: { byLabel } }) => ({
    title,
    alphas: alphasBy(byLabel.groups),
    bearLessBull: byLabel.lastMinusFirst,
  }));
  return html`<section id="regimes">
    <h2>Alpha by regime</h2>
    <p>
      Alpha in the months that began under each regime of TRRM, with a separate beta for each regime. A
      genuine factor may earn nothing in some regimes.
    </p>
    ${whiskerFigure(
      rows.map((r) => whiskerGroup(r.title, r.alphas)),
      CHANGE_SCALE,
      {
        id: 'regimes-chart',
        title: 'Alpha by regime',
        description: rows.map((r) => `${r.title}: ${meansText(r.alphas)}.`).join(' '),
      },
      html`${REGIMES.map((r) => [regimeLabel(r), ' '])} Alpha, percent a year, before costs, with 95 %
      confidence intervals.`,
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
