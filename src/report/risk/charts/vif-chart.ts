import * as Plot from '@observablehq/plot';
import { grouped } from '../../../format/numbers.ts';
import type { Markup } from '../../page/markup.ts';
import { VIF_THRESHOLDS } from '../vif-thresholds.ts';
import { chart, COLOUR, type Figure, PAGE_WIDTH } from '../../charts/plot.ts';

const ROW = 19;
const LEFT = 128;

export interface StyleVif {
  readonly row: string;
  readonly mean: number;
  readonly worst: number;
}

/** Draws variance inflation factors (VIF) from 1, which means none: bar to the mean, tick at the maximum, rules at 5 and 10. */
export function vifChart(rows: readonly StyleVif[], figure: Figure): Markup {
  const most = Math.max(11, ...rows.map((r) => r.worst));
  const ticks = [1, ...VIF_THRESHOLDS];
  return chart(figure, (width) => ({
    width,
    height: rows.length * ROW + 24,
    marginLeft: LEFT,
    marginRight: width === PAGE_WIDTH ? 122 : 108,
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
        text: (r: StyleVif) => `${grouped(r.mean, 1)}, maximum ${grouped(r.worst, 1)}`,
        textAnchor: 'start',
        dx: 10,
        fill: COLOUR.ink,
      }),
    ],
  }));
}
