import * as Plot from '@observablehq/plot';
import type { Regime } from '../../../regimes/regime.ts';
import { fractionAsPercent, grouped } from '../../format/numbers.ts';
import { drawdownPath } from '../../math/drawdowns.ts';
import { dateText } from '../page/dates.ts';
import { html, type Markup } from '../page/markup.ts';
import { logTicks } from './log-ticks.ts';
import { COLOUR, DASHED } from './plot.ts';
import { REGIME_INK, REGIME_WASH } from './regime-style.ts';
import { thinned } from './thin-points.ts';
import { type Point, type TimeAxis, timePanel, utc, valueLabels } from './time-panel.ts';

/** Values of what is measured and of its benchmark on the same ISO dates, ascending; each starts at its own level. */
export interface DrawnValues {
  readonly dates: readonly string[];
  readonly own: readonly number[];
  readonly benchmark: readonly number[] | null;
}

/** A label in force from one ISO date to another. */
export interface RegimePeriod {
  readonly from: string;
  readonly to: string;
  readonly regime: Regime;
}

/** Space above the highest and below the lowest value, as a ratio. */
const ROOM = 1.06;
/** Values closer than this part of the scale would have overlapping labels. */
const CLOSE = 0.12;
/** Vertical offset that separates them, in pixels. */
const NUDGE = 7;

/**
 * Draws the growth of 1 on a logarithmic scale, shaded by regime where labels are given, with a strip of the labels, and below
 * it the fall from the running peak. Null with fewer than two values.
 */
export function valueChart(drawn: DrawnValues, regimes: readonly RegimePeriod[], id: string): Markup | null {
  const { dates } = drawn;
  if (dates.length < 2) return null;
  const own = multiples(drawn.own);
  const other = drawn.benchmark && multiples(drawn.benchmark);
  const axis = { from: utc(dates[0]!), to: utc(dates.at(-1)!), labelled: false };
  return html`${growthPanel({ dates, own, benchmark: other }, regimes, axis, id)}
  ${regimes.length > 0 && regimeStrip(regimes, axis, id)}
  ${underwaterPanel({ dates, own, benchmark: other }, { ...axis, labelled: true }, id)}`;
}

const multiples = (values: readonly number[]): number[] => values.map((v) => v / values[0]!);

const points = (dates: readonly string[], values: readonly number[]): Point[] =>
  thinned(values).map((i) => ({ date: utc(dates[i]!), value: values[i]! }));

const lines = (dates: readonly string[], own: readonly number[], benchmark: readonly number[] | null) => [
  ...(benchmark
    ? [
        Plot.lineY(points(dates, benchmark), {
          x: 'date',
          y: 'value',
          ...DASHED,
        }),
      ]
    : []),
  Plot.lineY(points(dates, own), { x: 'date', y: 'value', stroke: COLOUR.ink, strokeWidth: 1.3 }),
];

function growthPanel(
  { dates, own, benchmark }: DrawnValues,
  regimes: readonly RegimePeriod[],
  axis: TimeAxis,
  id: string,
): Markup {
  const all = benchmark ? [...own, ...benchmark] : own;
  const low = all.reduce((a, b) => Math.min(a, b)) / ROOM;
  const high = all.reduce((a, b) => Math.max(a, b)) * ROOM;
  const [mine, theirs] = [own.at(-1)!, benchmark?.at(-1) ?? null];
  const isClose = theirs !== null && Math.abs(Math.log(mine / theirs)) < CLOSE * Math.log(high / low);
  const nudge = isClose ? NUDGE : 0;
  const last = (value: number, fill: string, dy: number): Plot.Markish =>
    Plot.text([{ date: axis.to, value }], {
      x: 'date',
      y: 'value',
      text: () => multipleText(value),
      textAnchor: 'start',
      dx: 5,
      dy,
      fontWeight: 600,
      fill,
    });
  return timePanel(axis, {
    id: `${id}-growth`,
    title: 'Growth of 1',
    description: `Growth of 1 from ${dateText(dates[0]!)} to ${dateText(dates.at(-1)!)} on a logarithmic scale: ends at ${multipleText(mine)}${theirs === null ? '' : `, the benchmark at ${multipleText(theirs)}`}.`,
    heading: 'Growth of 1, logarithmic scale',
    height: 190,
    y: { type: 'log', domain: [low, high] },
    marks: [
      ...regimes
        .filter(({ regime }) => regime !== 'consolidation')
        .map((r) => Plot.rectX([r], { x1: utc(r.from), x2: utc(r.to), fill: REGIME_WASH[r.regime] })),
      valueLabels(valueTicks(low, high), multipleText),
      ...lines(dates, own, benchmark),
      ...(theirs === null ? [] : [last(theirs, COLOUR.muted, mine > theirs ? nudge : -nudge)]),
      last(mine, COLOUR.ink, theirs !== null && mine < theirs ? nudge : -nudge),
    ],
  });
}

const regimeStrip = (regimes: readonly RegimePeriod[], axis: TimeAxis, id: string): Markup =>
  timePanel(axis, {
    id: `${id}-regimes`,
    title: 'Label in force',
    description: `Labels from ${dateText(regimes[0]!.from)} to ${dateText(regimes.at(-1)!.to)}.`,
    heading: 'Label in force',
    height: 12,
    y: { domain: [0, 1] },
    marks: regimes.map((r) =>
      Plot.rect([r], {
        x1: utc(r.from),
        x2: utc(r.to),
        y1: r.regime === 'bearish' ? 0 : r.regime === 'consolidation' ? 0.33 : 0,
        y2: r.regime === 'bearish' ? 0.5 : r.regime === 'consolidation' ? 0.67 : 1,
        fill: REGIME_INK[r.regime],
      }),
    ),
  });

function underwaterPanel({ dates, own, benchmark }: DrawnValues, axis: TimeAxis, id: string): Markup {
  const mine = Array.from(drawdownPath(own));
  const theirs = benchmark && Array.from(drawdownPath(benchmark));
  const deepest = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), 0);
  const floor = Math.min(deepest(mine), theirs ? deepest(theirs) : 0);
  return timePanel(axis, {
    id: `${id}-underwater`,
    title: 'Drawdown',
    description: `Fall from the running peak: at most ${fractionAsPercent(-deepest(mine), 1)}${theirs ? `, of the benchmark ${fractionAsPercent(-deepest(theirs), 1)}` : ''}.`,
    heading: 'Fall from the running peak, %',
    height: 84,
    y: { domain: [Math.min(floor, -0.01) * 1.05, 0] },
    marks: [
      Plot.areaY(points(dates, mine), { x: 'date', y1: 'value', y2: 0, fill: COLOUR.line }),
      valueLabels(fallTicks(floor), (t) => grouped(100 * t, 0)),
      ...lines(dates, mine, theirs),
    ],
  });
}

/** `2.47 ×`, with as many decimals as a small or large multiple needs. */
const multipleText = (value: number): string => grouped(value, value < 10 ? 2 : value < 100 ? 1 : 0);

/** 1, 2 and 5 times powers of ten, or even steps where fewer than three of them lie in the range. */
function valueTicks(low: number, high: number): number[] {
  const ticks = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, ...logTicks(low, high)].filter(
    (t) => t >= low && t <= high,
  );
  if (ticks.length >= 3) return ticks;
  const step = [0.02, 0.05, 0.1, 0.2, 0.5].find((s) => (high - low) / s <= 4) ?? 1;
  return Array.from({ length: 6 }, (_, k) => (Math.ceil(low / step) + k) * step).filter((t) => t <= high);
}

function fallTicks(deepest: number): number[] {
  const step = [0.02, 0.05, 0.1, 0.2].find((s) => -deepest / s <= 3) ?? 0.25;
  return Array.from({ length: 1 + Math.floor(-deepest / step) }, (_, k) => 0 - k * step);
}
