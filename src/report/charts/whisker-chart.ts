import * as Plot from '@observablehq/plot';
import type { Regime } from '../../../regimes/regime.ts';
import { percent, signedPercent } from '../../format/numbers.ts';
import type { Markup } from '../page/markup.ts';
import { chart, COLOUR, type Figure, PAGE_WIDTH } from './plot.ts';
import { REGIME_INK } from './regime-style.ts';
import { layOut, type PlacedWhisker, type WhiskerGroup, type WhiskerText } from './whisker-layout.ts';

export interface WhiskerScale {
  /** `change` draws a line at zero and signed ticks; `share` runs from 0 to 100. */
  readonly kind: 'change' | 'share';
  /** Width reserved for the texts, in pixels. */
  readonly right: number;
}

/** Width for titles beside their rows. On a phone titles are printed above, and only half a tick label needs space. */
const LEFT = 212;
const SLIM_LEFT = 14;
const TITLE = 14;
const AXIS = 20;

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

/** The shapes of `regimeMark` (up, level, down), and a circle for estimates without a regime. */
const SHAPES: Readonly<Record<Regime | 'none', Shape>> = {
  bullish: { symbol: 'triangle', rotate: 0 },
  consolidation: { symbol: LEVEL_BAR, rotate: 0 },
  bearish: { symbol: 'triangle', rotate: 180 },
  none: { symbol: 'circle', rotate: 0 },
};

/** Draws estimates as dots on their 95 % confidence intervals. */
export function whiskerChart(groups: readonly WhiskerGroup[], scale: WhiskerScale, figure: Figure): Markup {
  const { kind, right } = scale;
  return chart(figure, (width) => {
    const roomy = width === PAGE_WIDTH;
    const left = roomy ? LEFT : SLIM_LEFT;
    const { titles, placed, blanks, height } = layOut(groups, roomy ? 0 : TITLE);
    const ends = placed.flatMap((p) => [p.low, p.high]);
    const domain = kind === 'share' ? [0, 100] : [Math.min(0, ...ends), Math.max(0, ...ends)];
    const tickFormat = (t: number) => (kind === 'share' ? percent(t, 0) : signedPercent(t, 0));
    return {
      width,
      height: height + AXIS,
      marginTop: 2,
      marginBottom: AXIS - 2,
      marginLeft: left,
      marginRight: right,
      x: { domain, nice: kind === 'change', axis: null },
      y: { domain: [height, 0], axis: null },
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
          // On a phone the titles cross the grid lines.
          stroke: COLOUR.paper,
          strokeWidth: 3,
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
        besideRows(blanks, right),
      ],
    };
  });
}

const inkOf = ({ regime }: PlacedWhisker): string => (regime ? REGIME_INK[regime] : COLOUR.ink);

const besideRows = (rows: readonly WhiskerText[], right: number): Plot.Markish =>
  Plot.text(rows, {
    frameAnchor: 'right',
    y: 'y',
    text: 'text',
    textAnchor: 'end',
    dx: right,
    fill: COLOUR.ink,
  });
