import * as Plot from '@observablehq/plot';
import { grouped } from '../../format/numbers.ts';
import { measureName } from '../../sweep/search/lines.ts';
import type { SweepReport } from '../../sweep/report-schema.ts';
import { chart, COLOUR, PAGE_WIDTH } from '../charts/plot.ts';
import type { Markup } from '../page/markup.ts';

const ANNUAL = Math.sqrt(12);

/** A bar is at least this part of the width of a chart, that it may be seen on a phone. */
const MOST_BINS = 60;

interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Bins of a histogram, joined until each is at least so wide. */
function binsOf({ from, width, counts }: SweepReport['histogram'], atLeast: number): Bin[] {
  const joined = Math.max(1, Math.ceil(atLeast / width));
  return Array.from({ length: Math.ceil(counts.length / joined) }, (_, i) => ({
    from: from + i * joined * width,
    to: from + (i + 1) * joined * width,
    count: counts.slice(i * joined, (i + 1) * joined).reduce((sum, n) => sum + n, 0),
  }));
}

/** How many rule books have which ratio, with what the best of so many would show without skill. */
export function ratioHistogram({ histogram, search, objective }: SweepReport): Markup {
  const { from } = histogram;
  const expected = search.expectedBest.counted * ANNUAL;
  const best = search.best * ANNUAL;
  const marks = [
    { label: 'best without skill', at: expected, row: 0 },
    { label: 'best found', at: best, row: 1 },
  ];
  const low = Math.min(from, expected);
  const high = Math.max(from + histogram.counts.length * histogram.width, expected);
  const bins = binsOf(histogram, (high - low) / MOST_BINS);
  const step = bins[0]!.to - bins[0]!.from;
  const name = measureName(objective.measure);
  const description = `${name} a year of ${grouped(search.trials, 0)} rule books; the best has ${grouped(best, 2)}, and the best of all trials counted would be expected at ${grouped(expected, 2)} without any skill.`;
  return chart({ id: 'ratios', title: `${name} of all rule books`, description }, (width) => ({
    width,
    height: 240,
    marginTop: 40,
    marginBottom: 34,
    marginLeft: 54,
    marginRight: 20,
    x: { domain: [low - step, high + step], axis: null },
    y: { domain: [0, Math.max(...bins.map(({ count }) => count))], axis: null },
    marks: [
      Plot.gridY({ ticks: 4, stroke: COLOUR.line, strokeOpacity: 1 }),
      Plot.axisY({
        ticks: 4,
        tickSize: 0,
        label: 'Rule books',
        labelAnchor: 'center',
        labelArrow: 'none',
        tickFormat: (t: number) => (Number.isInteger(t) ? grouped(t, 0) : ''),
      }),
      Plot.axisX({
        ticks: width === PAGE_WIDTH ? 10 : 5,
        tickSize: 0,
        tickFormat: (t: number) => grouped(t, 2),
        label: `${name} a year`,
        labelArrow: 'none',
      }),
      Plot.rect(bins, {
        x1: 'from',
        x2: 'to',
        y1: () => 0,
        y2: 'count',
        fill: COLOUR.muted,
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      ...marks.flatMap((m) => [
        Plot.ruleX([m.at], {
          stroke: COLOUR.ink,
          strokeWidth: 1.2,
          ...(m.row === 0 && { strokeDasharray: '4,3' }),
        }),
        Plot.text([m], {
          x: 'at',
          frameAnchor: 'top',
          dy: m.row === 0 ? -32 : -16,
          textAnchor: m.at > (low + high) / 2 ? 'end' : 'start',
          text: () => `${m.label} ${grouped(m.at, 2)}`,
          fill: COLOUR.ink,
        }),
      ]),
    ],
  }));
}
