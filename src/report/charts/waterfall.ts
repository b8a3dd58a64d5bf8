import * as Plot from '@observablehq/plot';
import type { Markup } from '../page/markup.ts';
import { chart, COLOUR, type Figure, PAGE_WIDTH } from './plot.ts';

const ROW = 24;

/** One contribution to a sum. The note is printed beside the name where space allows. */
export interface WaterfallStep {
  readonly row: string;
  readonly note: string;
  readonly value: number;
}

export interface Waterfall {
  readonly steps: readonly WaterfallStep[];
  /** Name of the row that shows the sum. */
  readonly total: string;
  /** Reference values, drawn as vertical rules and labelled along the bottom, in addition to 0. */
  readonly references: readonly { readonly at: number; readonly text: string }[];
  /** Formats the value printed at a bar. */
  readonly text: (value: number) => string;
  /** Formats the sum, where it needs other decimals than its parts. */
  readonly totalText?: (sum: number) => string;
  readonly ink: { readonly up: string; readonly down: string };
  /** Width reserved for the names, in pixels, at page width and at phone width. */
  readonly left: { readonly page: number; readonly phone: number };
}

interface Bar extends WaterfallStep {
  readonly from: number;
  readonly to: number;
  readonly ink: string;
}

/** Draws contributions end to end, each starting where the previous one ends, followed by their sum from 0. */
export function waterfall(
  { steps, total, references, text, totalText = text, ink, left }: Waterfall,
  figure: Figure,
): Markup {
  const placed = endToEnd(steps, ink);
  const sum = placed.at(-1)?.to ?? 0;
  const bars: Bar[] = [...placed, { row: total, note: '', value: sum, from: 0, to: sum, ink: COLOUR.ink }];
  const rows = bars.map((b) => b.row);
  const ends = [0, ...references.map((r) => r.at), ...bars.map((b) => b.to)];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const ticks = [...references, { at: 0, text: '0' }];
  const barText = ({ row, value }: Bar) => (row === total ? totalText(value) : text(value));
  return chart(figure, (width) => {
    const roomy = width === PAGE_WIDTH;
    const margin = roomy ? left.page : left.phone;
    // Space for the values at the ends of the bars; at least 1 when every contribution is zero.
    const room = (roomy ? 0.12 : 0.3) * (high - low) || 1;
    const atLeft = { frameAnchor: 'left', y: 'row', fill: COLOUR.ink } as const;
    return {
      width,
      height: rows.length * ROW + 26,
      marginLeft: margin,
      marginRight: 10,
      marginTop: 4,
      marginBottom: 22,
      x: { domain: [low - room, high + room], axis: null },
      y: { domain: rows, type: 'band', padding: 0.34, axis: null },
      marks: [
        Plot.ruleX(references, { x: 'at', stroke: COLOUR.line, strokeWidth: 1.4 }),
        Plot.axisX(ticks, { x: 'at', text: 'text', tickSize: 0, label: null }),
        Plot.ruleX([0], { stroke: COLOUR.muted, strokeWidth: 0.9 }),
        Plot.text(bars, { ...atLeft, text: 'row', textAnchor: 'start', dx: -margin, fontWeight: 600 }),
        Plot.text(roomy ? bars : [], {
          ...atLeft,
          text: 'note',
          textAnchor: 'end',
          dx: -12,
          fill: COLOUR.muted,
        }),
        Plot.link(
          placed.map((s, i) => ({ at: s.to, row: s.row, next: rows[i + 1]! })),
          { x: 'at', y1: 'row', y2: 'next', stroke: COLOUR.muted, strokeWidth: 0.7, strokeDasharray: '2,2' },
        ),
        Plot.barX(bars, { x1: 'from', x2: 'to', y: 'row', fill: 'ink' }),
        valuesOn(
          'left',
          bars.filter((b) => b.value < 0),
          barText,
        ),
        valuesOn(
          'right',
          bars.filter((b) => b.value >= 0),
          barText,
        ),
      ],
    };
  });
}

/** Prints the value of a bar at the end that it points to. */
const valuesOn = (side: 'left' | 'right', bars: readonly Bar[], text: (bar: Bar) => string): Plot.Markish =>
  Plot.text(bars, {
    x: 'to',
    y: 'row',
    text,
    textAnchor: side === 'right' ? 'start' : 'end',
    dx: side === 'right' ? 5 : -5,
    fill: COLOUR.ink,
    // A halo keeps the value readable where a line passes behind it.
    stroke: COLOUR.paper,
    strokeWidth: 3,
  });

function endToEnd(steps: readonly WaterfallStep[], ink: Waterfall['ink']): Bar[] {
  let at = 0;
  return steps.map((step) => {
    const from = at;
    at += step.value;
    return { ...step, from, to: at, ink: step.value < 0 ? ink.down : ink.up };
  });
}
