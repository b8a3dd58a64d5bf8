import * as Plot from '@observablehq/plot';
import { grouped } from '../../../format/numbers.ts';
import type { Markup } from '../../page/markup.ts';
import { INFLATION_MARKS } from '../vif-thresholds.ts';
import { chart, COLOUR, type Figure, PAGE_WIDTH } from '../../charts/plot.ts';

const ROW = 19;
const LEFT = 128;

export interface Inflation {
  readonly row: string;
  readonly mean: number;
  readonly worst: number;
}

/** Variance inflation from 1, which is none: a bar to the mean, a tick at the worst, rules at 5 and 10. */
export function inflationChart(rows: readonly Inflation[], figure: Figure): Markup {
  const most = Math.max(11, ...rows.map((r) => r.worst));
  const ticks = [1, ...INFLATION_MARKS];
  return chart(figure, (width) => ({
    width,
    height: rows.length * ROW + 24,
    marginLeft: LEFT,
    marginRight: width === PAGE_WIDTH ? 110 : 96,
    marginTop: 4,
    marginBottom: 20,
    x: { domain: [1, most], axis: null },
    y: { domain: rows.map((r) => r.row), type: 'band', padding: 0.4, axis: null },
    marks: [
      Plot.ruleX(ticks, { stroke: COLOUR.line, strokeWidth: 1.4 }),
      Plot.axisX(ticks, { tickSize: 0, tickFormat: (t: number) => grouped(t, 0), label: null }),
      Plot.text(rows, {
        frameAnchor: 'left',
        y: 'row',
        text: 'row',
        textAnchor: 'start',
        dx: -LEFT,
        fontWeight: 600,
        fill: COLOUR.ink,
      }),
      Plot.barX(rows, { x1: 1, x2: 'mean', y: 'row', fill: 'var(--accent)' }),
      Plot.link(rows, { x1: 'mean', x2: 'worst', y: 'row', stroke: COLOUR.muted, strokeWidth: 1 }),
      Plot.tickX(rows, { x: 'worst', y: 'row', stroke: COLOUR.ink, strokeWidth: 1.6 }),
      Plot.text(rows, {
        frameAnchor: 'right',
        y: 'row',
        text: (r: Inflation) => `${grouped(r.mean, 1)}, worst ${grouped(r.worst, 1)}`,
        textAnchor: 'start',
        dx: 10,
        fill: COLOUR.ink,
      }),
    ],
  }));
}
