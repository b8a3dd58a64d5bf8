import * as Plot from '@observablehq/plot';
import { NONE, orNone } from '../../../format/numbers.ts';
import type { Markup } from '../../page/markup.ts';
import type { Pair } from './risk-change.ts';
import { chart, COLOUR, type Figure, PAGE_WIDTH } from '../../charts/plot.ts';

const ROW = 25;
const AXIS = 20;

export interface PairedBars {
  readonly rows: readonly (Pair & { readonly row: string })[];
  /** A value as it is written beside its bars. */
  readonly text: (value: number) => string;
  /** Room for the names, on a page and on a phone. */
  readonly left: { readonly page: number; readonly phone: number };
}

/** Figures before and after as bars from nought: grey before, blue after, with both written at the right. */
export function pairedBars({ rows, text, left }: PairedBars, figure: Omit<Figure, 'description'>): Markup {
  const hasBefore = rows.some((r) => r.before !== null);
  const told = ({ before, after }: Pair): string =>
    hasBefore ? `${orNone(before, text)} → ${text(after)}` : text(after);
  const ends = [0, ...rows.flatMap((r) => [r.before ?? 0, r.after])];
  const domain = [Math.min(...ends), Math.max(...ends)];
  const description = rows.map((r) => `${r.row} ${told(r).replaceAll(NONE, 'not known')}`).join(', ');
  return chart({ ...figure, description: `${description}.` }, (width) => {
    const roomy = width === PAGE_WIDTH;
    const margin = roomy ? left.page : left.phone;
    const bar = (end: 'before' | 'after', fill: string, insetTop: number, insetBottom: number) =>
      Plot.barX(
        rows.filter((r) => r[end] !== null),
        { x1: 0, x2: end, y: 'row', fill, insetTop, insetBottom },
      );
    return {
      width,
      height: rows.length * ROW + AXIS,
      marginLeft: margin,
      marginRight: hasBefore ? 104 : 56,
      marginTop: 2,
      marginBottom: AXIS - 2,
      x: { domain, nice: true, axis: null },
      y: { domain: rows.map((r) => r.row), type: 'band', padding: 0.24, axis: null },
      marks: [
        Plot.gridX({ ticks: roomy ? 6 : 3, stroke: COLOUR.line, strokeOpacity: 1 }),
        Plot.axisX({ ticks: roomy ? 6 : 3, tickSize: 0, tickFormat: text, label: null }),
        bar('before', 'var(--strong-line)', 0, 10),
        bar('after', 'var(--accent)', hasBefore ? 9 : 4, hasBefore ? 0 : 4),
        Plot.ruleX([0], { stroke: COLOUR.muted, strokeWidth: 0.9 }),
        Plot.text(rows, {
          frameAnchor: 'left',
          y: 'row',
          text: 'row',
          textAnchor: 'start',
          dx: -margin,
          fill: COLOUR.ink,
        }),
        Plot.text(rows, {
          frameAnchor: 'right',
          y: 'row',
          text: told,
          textAnchor: 'end',
          dx: hasBefore ? 104 : 56,
          fill: COLOUR.ink,
        }),
      ],
    };
  });
}
