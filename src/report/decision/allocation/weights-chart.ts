import * as Plot from '@observablehq/plot';
import { POSITION_NAMES } from '../../page/names.ts';
import { grouped, signed } from '../../../format/numbers.ts';
import type { Markup } from '../../page/markup.ts';
import { type AllocationModel, positionsShown } from './allocation-model.ts';
import { chart, COLOUR, PAGE_WIDTH } from '../../charts/plot.ts';

const ROW = 21;

interface Weight {
  readonly row: string;
  readonly before: number;
  readonly after: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Opening (hollow) and final (solid) weights in percent, each sleeve on its band. */
export function weightChart(allocation: AllocationModel, id: string): Markup {
  const held = allocation.openingSource.kind !== 'none';
  const data = positionsShown(allocation).map((p): Weight => ({
    row: POSITION_NAMES[p.id],
    before: p.opening,
    after: p.final,
    low: p.sleeve?.band.low ?? null,
    high: p.sleeve?.band.high ?? null,
  }));
  const moved = held ? data : [];
  const most = Math.max(...data.flatMap((d) => [d.before, d.after, d.high ?? 0]));
  const step = most > 40 ? 20 : most > 15 ? 10 : 5;
  const ticks = Array.from({ length: Math.ceil(most / step) + 1 }, (_, i) => i * step);
  const figure = {
    id,
    title: 'Opening and final weights',
    description: `Percent of the portfolio: ${data
      .filter((d) => d.before > 0 || d.after > 0)
      .map((d) => `${d.row} ${held ? `${grouped(d.before, 1)} to ` : ''}${grouped(d.after, 1)}`)
      .join(', ')}.`,
  };
  return chart(figure, (width) => ({
    width,
    height: data.length * ROW + 24,
    marginLeft: 116,
    marginRight: width === PAGE_WIDTH || held ? 96 : 50,
    marginTop: 2,
    marginBottom: 22,
    x: { domain: [0, ticks.at(-1)!], axis: null },
    y: { domain: data.map((d) => d.row), type: 'point', padding: 0.5, axis: null },
    marks: [
      Plot.gridX(ticks, { stroke: COLOUR.line, strokeOpacity: 1 }),
      Plot.axisX(ticks, { tickSize: 0, tickFormat: (t: number) => `${t} %`, label: null }),
      Plot.axisY({ tickSize: 0, label: null, fill: COLOUR.ink }),
      Plot.ruleY(
        data.filter((d) => d.low !== null),
        { x1: 'low', x2: 'high', y: 'row', stroke: 'var(--band)', strokeWidth: 9 },
      ),
      Plot.link(moved, { x1: 'before', x2: 'after', y: 'row', stroke: COLOUR.ink, strokeWidth: 1.4 }),
      Plot.dot(moved, {
        x: 'before',
        y: 'row',
        r: 4,
        fill: COLOUR.paper,
        stroke: COLOUR.ink,
        strokeWidth: 1.4,
      }),
      Plot.dot(data, { x: 'after', y: 'row', r: 4, fill: COLOUR.ink, stroke: COLOUR.ink, strokeWidth: 1.4 }),
      Plot.text(data, {
        frameAnchor: 'right',
        y: 'row',
        textAnchor: 'start',
        dx: 8,
        fill: COLOUR.ink,
        text: (d: Weight) =>
          held ? `${grouped(d.after, 1)} %  (${signed(d.after - d.before, 1)})` : `${grouped(d.after, 1)} %`,
      }),
    ],
  }));
}
