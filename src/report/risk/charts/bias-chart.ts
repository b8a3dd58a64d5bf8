import * as Plot from '@observablehq/plot';
import { grouped } from '../../../format/numbers.ts';
import type { Markup } from '../../page/markup.ts';
import { chart, COLOUR, type Figure, PAGE_WIDTH } from '../../charts/plot.ts';

const ROW = 46;
const HALF_BAND = 18;
const TOP = 2;
const FOOT = 22;
const LEFT = { page: 150, phone: 118 };
/** Radius of a dot, in pixels. */
const DOT = 2.4;
/** Gap between dots, as a fraction of their width. */
const PADDING = 0.15;
const RIGHT = { page: 84, phone: 66 };

/** The test portfolios of one family over one horizon. */
export interface BiasRow {
  readonly name: string;
  readonly horizon: string;
  /** 95 % band of the bias under correct forecasts, for the test portfolio with the most observations. */
  readonly band: readonly [low: number, high: number];
  readonly portfolios: readonly BiasDot[];
  /** Two lines to the right of the dots. */
  readonly text: readonly [string, string];
}

interface BiasDot {
  readonly name: string;
  readonly bias: number;
  readonly inBand: boolean;
}

/** Draws the bias of test portfolios as dots over the 95 % band; a dot outside its own band is hollow, a rule marks 1. */
export function biasChart(rows: readonly BiasRow[], figure: Figure): Markup {
  const height = rows.length * ROW;
  const placed = rows.map((row, i) => ({ ...row, y: (i + 0.5) * ROW }));
  const ends = [0.5, 1.5, ...rows.flatMap((r) => [...r.band, ...r.portfolios.map((b) => b.bias)])];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return chart(figure, (width) => {
    const size = width === PAGE_WIDTH ? 'page' : 'phone';
    const [left, right] = [LEFT[size], RIGHT[size]];
    const r = radius(rows, (high - low) / (width - left - right));
    const ticks = size === 'page' ? 7 : 3;
    const beside = (side: 'left' | 'right', line: -1 | 1, text: (row: BiasRow) => string) =>
      Plot.text(placed, {
        frameAnchor: side,
        y: 'y',
        text,
        textAnchor: side === 'left' ? 'start' : 'end',
        dx: side === 'left' ? -left : right,
        dy: 7 * line,
        fontWeight: side === 'left' && line < 0 ? 600 : 400,
        fill: line < 0 ? COLOUR.ink : COLOUR.muted,
      });
    return {
      width,
      height: height + TOP + FOOT,
      marginLeft: left,
      marginRight: right,
      marginTop: TOP,
      marginBottom: FOOT,
      x: { domain: [low, high], nice: true, axis: null },
      y: { domain: [height, 0], axis: null },
      marks: [
        Plot.rect(placed, {
          x1: (row: BiasRow) => row.band[0],
          x2: (row: BiasRow) => row.band[1],
          y1: (row: Placed) => row.y - HALF_BAND,
          y2: (row: Placed) => row.y + HALF_BAND,
          fill: 'var(--band)',
        }),
        Plot.ruleX([1], { stroke: COLOUR.muted, strokeWidth: 0.9 }),
        Plot.axisX({ ticks, tickSize: 0, tickFormat: (t: number) => grouped(t, 1), label: null }),
        ...placed.map(({ portfolios, y }) => swarm(portfolios, r, y - height / 2)),
        beside('left', -1, (row) => row.name),
        beside('left', 1, (row) => row.horizon),
        beside('right', -1, (row) => row.text[0]),
        beside('right', 1, (row) => row.text[1]),
      ],
    };
  });
}

type Placed = BiasRow & { readonly y: number };

/** Radius of a dot, reduced if stacked dots would leave their band; `perPixel` is the bias per pixel. */
function radius(rows: readonly BiasRow[], perPixel: number): number {
  const fits = (r: number): boolean =>
    rows.every(({ portfolios }) =>
      portfolios.every(({ bias }) => {
        const stacked = portfolios.filter((b) => Math.abs(b.bias - bias) <= r * perPixel).length;
        return stacked * 2 * r * (1 + PADDING) <= 2 * HALF_BAND;
      }),
    );
  let r = DOT;
  while (r > 0.3 && !fits(r)) r -= 0.1;
  return r;
}

/** Dots moved apart vertically, `dy` below the centre of the chart, each with its name as tooltip. */
const swarm = (portfolios: readonly BiasDot[], r: number, dy: number): Plot.Markish =>
  Plot.dot(
    portfolios,
    Plot.dodgeY(
      { anchor: 'middle', padding: 2 * PADDING * r },
      {
        x: 'bias',
        r,
        dy,
        fill: (d: BiasDot) => (d.inBand ? COLOUR.ink : COLOUR.paper),
        stroke: COLOUR.ink,
        strokeWidth: 1,
        title: (d: BiasDot) => `${d.name} ${grouped(d.bias, 2)}`,
      },
    ),
  );
