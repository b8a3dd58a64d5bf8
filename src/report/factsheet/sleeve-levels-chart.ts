import * as Plot from '@observablehq/plot';
import { dateText } from '../page/dates.ts';
import { grouped, percent } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import type { DrawnLevels } from './page-model.ts';
import { logTicks } from '../charts/log-ticks.ts';
import { COLOUR, DASHED } from '../charts/plot.ts';
import { type Point, timePanel, utc, valueLabels } from '../charts/time-panel.ts';

/** Space above the highest and below the lowest level, as a ratio. */
const ROOM = 1.06;
/** Final levels closer than this ratio would have overlapping labels. */
const CLOSE = 1.25;
/** Vertical offset that separates two labels of two lines, in pixels. */
const NUDGE = 12;

/** Draws total-return levels and drawdowns of a sleeve and of the market. Null with fewer than two levels. */
export function sleeveLevelChart(levels: DrawnLevels, id: string): Markup | null {
  const { dates, sleeve, market } = levels;
  if (dates.length < 2) return null;
  const axis = { from: utc(dates[0]!), to: utc(dates.at(-1)!), labelled: false };
  const points = (values: readonly number[]): Point[] =>
    dates.map((date, i) => ({ date: utc(date), value: values[i]! }));
  const both = [...sleeve, ...market];
  const [low, high] = [Math.min(...both) / ROOM, Math.max(...both) * ROOM];
  const [own, other] = [sleeve.at(-1)!, market.at(-1)!];
  const apart = Math.max(own / other, other / own) > CLOSE ? 0 : NUDGE;
  const falls = { sleeve: drawdownsOf(sleeve), market: drawdownsOf(market) };
  const deepest = Math.min(...falls.sleeve, ...falls.market);
  /** The name of a line and its last value, at its end. */
  const last = (name: string, values: readonly number[], fill: string, dy: number): Plot.Markish =>
    Plot.text(points(values).slice(-1), {
      x: 'date',
      y: 'value',
      text: (d: Point) => `${name}\n${grouped(d.value, 0)}`,
      textAnchor: 'start',
      dx: 5,
      dy,
      fontWeight: 600,
      fill,
    });
  const lines = (of: { readonly sleeve: readonly number[]; readonly market: readonly number[] }) => [
    Plot.lineY(points(of.market), {
      x: 'date',
      y: 'value',
      ...DASHED,
    }),
    Plot.lineY(points(of.sleeve), { x: 'date', y: 'value', stroke: COLOUR.ink, strokeWidth: 1.3 }),
  ];
  return html`${timePanel(axis, {
    id: `${id}-levels`,
    title: 'Total-return levels',
    description: `Weekly total-return levels on a logarithmic scale, both 1,000 on ${dateText(dates[0]!)}: the sleeve ends at ${grouped(own, 0)}, the market at ${grouped(other, 0)}.`,
    heading: 'Total-return level, weekly, logarithmic scale',
    height: 172,
    y: { type: 'log', domain: [low, high] },
    marks: [
      valueLabels(levelTicks(low, high)),
      ...lines(levels),
      last('Market', market, COLOUR.muted, own > other ? apart : -apart),
      last('Sleeve', sleeve, COLOUR.ink, own > other ? -apart : apart),
    ],
  })}
  ${timePanel(
    { ...axis, labelled: true },
    {
      id: `${id}-falls`,
      title: 'Drawdowns',
      description: `Maximum drawdown on weekly closes: sleeve ${percent(100 * Math.min(...falls.sleeve), 0)}, market ${percent(100 * Math.min(...falls.market), 0)}.`,
      heading: 'Drawdown, %',
      height: 72,
      y: { domain: [Math.min(deepest, -0.01) * 1.05, 0] },
      marks: [valueLabels(drawdownTicks(deepest), (t) => grouped(100 * t, 0)), ...lines(falls)],
    },
  )}`;
}

function drawdownsOf(levels: readonly number[]): number[] {
  let peak = 0;
  return levels.map((level) => {
    peak = Math.max(peak, level);
    return level / peak - 1;
  });
}

/** Logarithmic ticks, or even steps if the range has fewer than two of them. */
function levelTicks(low: number, high: number): number[] {
  const ticks = logTicks(low, high);
  if (ticks.length >= 2) return ticks;
  const step = [50, 100, 200, 500, 1000].find((s) => (high - low) / s <= 4) ?? 2000;
  return Array.from({ length: 6 }, (_, k) => (Math.ceil(low / step) + k) * step).filter((t) => t <= high);
}

const drawdownTicks = (deepest: number): number[] => {
  const step = [0.05, 0.1, 0.2].find((s) => -deepest / s <= 3) ?? 0.25;
  return Array.from({ length: 1 + Math.floor(-deepest / step) }, (_, k) => 0 - k * step);
};
