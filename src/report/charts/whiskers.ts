import * as Plot from '@observablehq/plot';
import type { Regime } from '../../../regimes/regime.ts';
import { NONE, percent, signedPercent } from '../format/numbers.ts';
import type { Markup } from '../markup.ts';
import { chart, COLOUR, type Figure, PAGE_WIDTH } from './plot.ts';
import { REGIME_INK } from './regime-look.ts';

/** An estimate in percent with its interval. */
export interface Whisker {
  readonly at: number;
  readonly low: number;
  readonly high: number;
  /** Written to the right of it. */
  readonly text: string;
}

/** Estimates that belong together, under one title; null for one that could not be made. */
export interface WhiskerGroup {
  readonly title: string;
  /** Whether its dots are hollow: drawn from a record that should be taken with more care than the others. */
  readonly hollow: boolean;
  readonly rows: readonly { readonly regime: Regime | null; readonly whisker: Whisker | null }[];
}

export interface WhiskerScale {
  /** `change` has a line at nought and signs; `share` runs from 0 to 100. */
  readonly kind: 'change' | 'share';
  /** Room for the texts. */
  readonly right: number;
}

interface Placed extends Whisker {
  readonly regime: Regime | null;
  readonly hollow: boolean;
  readonly y: number;
}

const PITCH = 12;
const GAP = 8;
const LEFT = 212;
const TITLE = 14;
const TIMES = 20;

interface Shape {
  readonly symbol: Plot.SymbolType | Plot.SymbolImplementation;
  readonly rotate: number;
}

const LEVEL_BAR: Plot.SymbolImplementation = {
  draw: (path, size) => {
    const half = Math.sqrt(size / Math.PI);
    path.rect(-1.2 * half, -0.6 * half, 2.4 * half, 1.2 * half);
  },
};

/** Shapes as of `regimeMark`: up, level, down; a circle for what is of no regime. */
const SHAPES: Readonly<Record<Regime | 'none', Shape>> = {
  bullish: { symbol: 'triangle', rotate: 0 },
  consolidation: { symbol: LEVEL_BAR, rotate: 0 },
  bearish: { symbol: 'triangle', rotate: 180 },
  none: { symbol: 'circle', rotate: 0 },
};

/** Estimates as dots on their 95 % intervals. */
export function whiskerChart(groups: readonly WhiskerGroup[], scale: WhiskerScale, figure: Figure): Markup {
  const { kind, right } = scale;
  return chart(figure, (width) => {
    const roomy = width === PAGE_WIDTH;
    const left = roomy ? LEFT : 14;
    const over = roomy ? 0 : TITLE;
    let y = 0;
    const placed: Placed[] = [];
    const titles: { title: string; y: number }[] = [];
    const blanks: number[] = [];
    for (const { title, rows, hollow } of groups) {
      titles.push({ title, y });
      y += over;
      if (rows.length === 0) {
        blanks.push(y + PITCH / 2);
        y += PITCH;
      }
      for (const { regime, whisker } of rows) {
        if (whisker) placed.push({ ...whisker, regime, hollow, y: y + PITCH / 2 });
        else blanks.push(y + PITCH / 2);
        y += PITCH;
      }
      y += GAP;
    }
    const ends = placed.flatMap((p) => [p.low, p.high]);
    const domain = kind === 'share' ? [0, 100] : [Math.min(0, ...ends), Math.max(0, ...ends)];
    const tickFormat = (t: number) => (kind === 'share' ? percent(t, 0) : signedPercent(t, 0));
    return {
      width,
      height: y + TIMES,
      marginTop: 2,
      marginBottom: TIMES - 2,
      marginLeft: left,
      marginRight: right,
      x: { domain, nice: kind === 'change', axis: null },
      y: { domain: [y, 0], axis: null },
      marks: [
        Plot.gridX({ ticks: roomy ? 7 : 4, stroke: COLOUR.line, strokeOpacity: 1 }),
        Plot.axisX({ ticks: roomy ? 7 : 4, tickSize: 0, tickFormat, label: null }),
        Plot.ruleX(kind === 'change' ? [0] : [], { stroke: COLOUR.muted, strokeWidth: 0.9 }),
        Plot.text(titles, {
          frameAnchor: 'left',
          y: 'y',
          text: 'title',
          textAnchor: 'start',
          lineAnchor: 'top',
          lineWidth: roomy ? 19 : Infinity,
          dx: -left,
          fontWeight: 600,
          fill: COLOUR.ink,
        }),
        ...placed.flatMap((p) => [
          Plot.ruleY([p], { x1: 'low', x2: 'high', y: 'y', stroke: inkOf(p), strokeWidth: 1.3 }),
          Plot.dot([p], {
            x: 'at',
            y: 'y',
            ...SHAPES[p.regime ?? 'none'],
            r: 3.6,
            fill: p.hollow ? COLOUR.paper : inkOf(p),
            stroke: inkOf(p),
            strokeWidth: 1.3,
          }),
        ]),
        besideRows(placed, right),
        besideRows(
          blanks.map((at) => ({ y: at, text: NONE })),
          right,
        ),
      ],
    };
  });
}

const inkOf = ({ regime }: Placed): string => (regime ? REGIME_INK[regime] : COLOUR.ink);

const besideRows = (
  rows: readonly { readonly y: number; readonly text: string }[],
  right: number,
): Plot.Markish =>
  Plot.text(rows, {
    frameAnchor: 'right',
    y: 'y',
    text: 'text',
    textAnchor: 'end',
    dx: right,
    fill: COLOUR.ink,
  });
