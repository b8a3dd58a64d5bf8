import * as Plot from '@observablehq/plot';
import { grouped } from '../../format/numbers.ts';
import type { WealthFan } from '../../whatif/simulation/summary.ts';
import { chart, COLOUR, PAGE_WIDTH } from '../charts/plot.ts';
import type { Markup } from '../page/markup.ts';
import { yearTick } from './simulation-text.ts';

interface Point {
  readonly year: number;
  readonly low: number;
  readonly high: number;
}

/** Wealth of the first policy over time: the bands from 5 to 95 % and from 25 to 75 % of paths, and the median. */
export function fanChart({ months, quantiles }: WealthFan, policy: string): Markup {
  const band = (low: number, high: number): Point[] => [
    { year: 0, low: 1, high: 1 },
    ...months.map((m, i) => ({ year: m / 12, low: quantiles[low]![i]!, high: quantiles[high]![i]! })),
  ];
  const [outer, inner, median] = [band(0, 4), band(1, 3), band(2, 2)];
  const last = outer.at(-1)!;
  const description = `After ${grouped(12 * last.year, 0)} months wealth is between ${grouped(last.low, 2)} and ${grouped(last.high, 2)} times the start in nine paths of ten; the median is ${grouped(median.at(-1)!.low, 2)}.`;
  const ends = [
    ['95 %', last.high],
    ['75 %', inner.at(-1)!.high],
    ['median', median.at(-1)!.low],
    ['25 %', inner.at(-1)!.low],
    ['5 %', last.low],
  ] as const;
  return chart({ id: 'fan', title: `Simulated wealth: ${policy}`, description }, (width) => {
    const roomy = width === PAGE_WIDTH;
    return {
      width,
      height: roomy ? 300 : 240,
      marginTop: 10,
      marginBottom: 22,
      marginLeft: 40,
      marginRight: 84,
      x: { domain: [0, last.year], axis: null },
      y: {
        type: 'log',
        domain: [0.95 * Math.min(...outer.map((d) => d.low)), 1.05 * Math.max(...outer.map((d) => d.high))],
        axis: null,
      },
      marks: [
        Plot.gridY({ ticks: 6, stroke: COLOUR.line, strokeOpacity: 1 }),
        Plot.axisY({
          ticks: 6,
          tickSize: 0,
          label: null,
          tickFormat: (t: number) => grouped(t, t < 10 && t % 1 !== 0 ? 1 : 0),
        }),
        Plot.axisX({
          ticks: Math.min(last.year, roomy ? 10 : 5),
          tickSize: 0,
          label: null,
          tickFormat: yearTick(last.year),
        }),
        Plot.areaY(outer, { x: 'year', y1: 'low', y2: 'high', fill: 'var(--band)' }),
        Plot.areaY(inner, { x: 'year', y1: 'low', y2: 'high', fill: 'var(--bullish-wash)' }),
        Plot.ruleY([1], { stroke: COLOUR.muted, strokeDasharray: '3,3' }),
        Plot.lineY(median, { x: 'year', y: 'low', stroke: COLOUR.ink, strokeWidth: 1.6 }),
        Plot.text(ends, {
          x: () => last.year,
          y: (d: (typeof ends)[number]) => d[1],
          text: (d: (typeof ends)[number]) => `${d[0]}  ${grouped(d[1], 2)}`,
          textAnchor: 'start',
          dx: 6,
          fill: COLOUR.ink,
        }),
      ],
    };
  });
}
