import * as Plot from '@observablehq/plot';
import { NO_BREAK, NONE, orNone, signed } from '../../../format/numbers.ts';
import type { Markup } from '../../page/markup.ts';
import type { Pair } from './risk-change-model.ts';
import { chart, COLOUR, type Figure, PAGE_WIDTH } from '../../charts/plot.ts';

const ROW = 25;
const AXIS = 20;

export interface PairedBars {
  readonly rows: readonly (Pair & { readonly row: string })[];
  /** Formats the values printed beside the bars. */
  readonly text: (value: number) => string;
  /** Unit of the axis, printed at its ticks. */
  readonly unit: string;
  /** Width reserved for the names, in pixels, at page width and at phone width. */
  readonly left: { readonly page: number; readonly phone: number };
}

/** Decimals that an axis tick needs, at most two. */
const decimalsOf = (tick: number): number =>
  [0, 1].find((d) => Math.abs(tick - Number(tick.toFixed(d))) < 1e-9) ?? 2;

/** Draws opening (grey) and final (blue) figures as bars from zero, with both values printed at the right. */
export function pairedBars(
  { rows, text, unit, left }: PairedBars,
  figure: Omit<Figure, 'description'>,
): Markup {
  const hasOpening = rows.some((r) => r.opening !== null);
  const pairText = ({ opening, final }: Pair): string =>
    hasOpening ? `${orNone(opening, text)} → ${text(final)}` : text(final);
  const ends = [0, ...rows.flatMap((r) => [r.opening ?? 0, r.final])];
  const domain = [Math.min(...ends), Math.max(...ends)];
  const description = rows.map((r) => `${r.row} ${pairText(r).replaceAll(NONE, 'not available')}`).join(', ');
  return chart({ ...figure, description: `${description}.` }, (width) => {
    const roomy = width === PAGE_WIDTH;
    const margin = roomy ? left.page : left.phone;
    const bar = (end: 'opening' | 'final', fill: string, insetTop: number, insetBottom: number) =>
      Plot.barX(
        rows.filter((r) => r[end] !== null),
        { x1: 0, x2: end, y: 'row', fill, insetTop, insetBottom },
      );
    return {
      width,
      height: rows.length * ROW + AXIS,
      marginLeft: margin,
      marginRight: hasOpening ? 104 : 56,
      marginTop: 2,
      marginBottom: AXIS - 2,
      x: { domain, nice: true, axis: null },
      y: { domain: rows.map((r) => r.row), type: 'band', padding: 0.24, axis: null },
      marks: [
        Plot.gridX({ ticks: roomy ? 6 : 3, stroke: COLOUR.line, strokeOpacity: 1 }),
        Plot.axisX({
          ticks: roomy ? 6 : 3,
          tickSize: 0,
          tickFormat: (t: number) => `${signed(t, decimalsOf(t))}${NO_BREAK}${unit}`,
          label: null,
        }),
        bar('opening', 'var(--strong-line)', 0, 10),
        bar('final', 'var(--accent)', hasOpening ? 9 : 4, hasOpening ? 0 : 4),
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
          text: pairText,
          textAnchor: 'end',
          dx: hasOpening ? 104 : 56,
          fill: COLOUR.ink,
        }),
      ],
    };
  });
}
