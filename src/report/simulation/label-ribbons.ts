import * as Plot from '@observablehq/plot';
import type { Regime } from '../../../regimes/regime.ts';
import { grouped } from '../../format/numbers.ts';
import type { TypicalPath } from '../../whatif/simulation/typical-paths.ts';
import { chart, COLOUR } from '../charts/plot.ts';
import { REGIME_INK } from '../charts/regime-style.ts';
import type { Markup } from '../page/markup.ts';
import { yearTick } from './simulation-text.ts';

interface Spell {
  readonly row: number;
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

/** Height of a label's bar: bearish months stand lowest, so that the ribbon reads without colour. */
const HEIGHTS: Readonly<Record<string, number>> = { bullish: 0.62, consolidation: 0.42, bearish: 0.22 };

const NAMES = ['5 %', 'median', '95 %'];

/** The labels of three paths: those whose final wealth is nearest the 5, 50 and 95 % quantiles. */
export function typicalRibbons(paths: readonly TypicalPath[], labels: readonly string[]): Markup {
  const spells = paths.flatMap((path, row) =>
    spellsOf(
      path.labels.map((l) => labels[l]!),
      row,
    ),
  );
  const months = paths[0]!.labels.length;
  const finals = paths.map((path, row) => ({
    row,
    text: `${NAMES[row]}: ${grouped(path.wealth.at(-1)!, 2)} × the start`,
  }));
  const description = paths
    .map((path, row) => {
      const bearish = path.labels.filter((l) => labels[l] === 'bearish').length;
      return `${NAMES[row]} path: final wealth ${grouped(path.wealth.at(-1)!, 2)}, ${bearish} bearish months of ${months}`;
    })
    .join('; ');
  return chart(
    { id: 'ribbons', title: 'Labels of three typical paths', description: `${description}.` },
    (width) => ({
      width,
      height: 3 * 54 + 30,
      marginTop: 2,
      marginBottom: 20,
      marginLeft: 4,
      marginRight: 28,
      x: { domain: [0, months / 12], axis: null },
      y: { domain: [3, 0], axis: null },
      marks: [
        Plot.rect(spells, {
          x1: 'from',
          x2: 'to',
          y1: (s: Spell) => s.row + 0.95 - HEIGHTS[s.label]!,
          y2: (s: Spell) => s.row + 0.95,
          fill: (s: Spell) => REGIME_INK[s.label as Regime],
        }),
        Plot.text(finals, {
          frameAnchor: 'left',
          y: (d: (typeof finals)[number]) => d.row + 0.18,
          text: 'text',
          textAnchor: 'start',
          fill: COLOUR.ink,
          fontWeight: 600,
        }),
        Plot.axisX({
          ticks: Math.min(months / 12, 10),
          tickSize: 0,
          label: null,
          tickFormat: yearTick(months / 12),
        }),
      ],
    }),
  );
}

function spellsOf(path: readonly string[], row: number): Spell[] {
  const spells: { row: number; label: string; from: number; to: number }[] = [];
  for (const [t, label] of path.entries()) {
    const last = spells.at(-1);
    if (last?.label === label) last.to = (t + 1) / 12;
    else spells.push({ row, label, from: t / 12, to: (t + 1) / 12 });
  }
  return spells;
}
