import * as Plot from '@observablehq/plot';
import type { Markup } from '../page/markup.ts';
import { chart, COLOUR, type Figure, PAGE_WIDTH } from './plot.ts';

const ROW = 24;

/** A part of a sum; its note stands beside its name where there is room. */
export interface WaterfallPart {
  readonly row: string;
  readonly note: string;
  readonly value: number;
}

export interface Waterfall {
  readonly parts: readonly WaterfallPart[];
  /** What the parts sum to, as its row is named. */
  readonly total: string;
  /** Values that are ruled and written along the foot, beside 0. */
  readonly ruled: readonly { readonly at: number; readonly text: string }[];
  /** A value as it is written on its bar. */
  readonly text: (value: number) => string;
  readonly ink: { readonly up: string; readonly down: string };
  /** Room for the names, on a page and on a phone. */
  readonly left: { readonly page: number; readonly phone: number };
}

interface Bar extends WaterfallPart {
  readonly from: number;
  readonly to: number;
  readonly ink: string;
}

/** Parts laid end to end, each from where the one above it ended, and their sum below them from 0. */
export function waterfall({ parts, total, ruled, text, ink, left }: Waterfall, figure: Figure): Markup {
  const steps = endToEnd(parts, ink);
  const sum = steps.at(-1)?.to ?? 0;
  const bars: Bar[] = [...steps, { row: total, note: '', value: sum, from: 0, to: sum, ink: COLOUR.ink }];
  const rows = bars.map((b) => b.row);
  const ends = [0, ...ruled.map((r) => r.at), ...bars.map((b) => b.to)];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const ticks = [...ruled, { at: 0, text: '0' }];
  return chart(figure, (width) => {
    const roomy = width === PAGE_WIDTH;
    const margin = roomy ? left.page : left.phone;
    // Room for the values at the ends of the bars; a sum of nothing has a width too.
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
        Plot.ruleX(ruled, { x: 'at', stroke: COLOUR.line, strokeWidth: 1.4 }),
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
          steps.map((s, i) => ({ at: s.to, row: s.row, next: rows[i + 1]! })),
          { x: 'at', y1: 'row', y2: 'next', stroke: COLOUR.muted, strokeWidth: 0.7, strokeDasharray: '2,2' },
        ),
        Plot.barX(bars, { x1: 'from', x2: 'to', y: 'row', fill: 'ink' }),
        valuesOn(
          'left',
          bars.filter((b) => b.value < 0),
          text,
        ),
        valuesOn(
          'right',
          bars.filter((b) => b.value >= 0),
          text,
        ),
      ],
    };
  });
}

/** What a bar adds, written at the end that it points to. */
const valuesOn = (
  side: 'left' | 'right',
  bars: readonly Bar[],
  text: (value: number) => string,
): Plot.Markish =>
  Plot.text(bars, {
    x: 'to',
    y: 'row',
    text: (b: Bar) => text(b.value),
    textAnchor: side === 'right' ? 'start' : 'end',
    dx: side === 'right' ? 5 : -5,
    fill: COLOUR.ink,
    // A line that passes behind a value does not strike it out.
    stroke: COLOUR.paper,
    strokeWidth: 3,
  });

function endToEnd(parts: readonly WaterfallPart[], ink: Waterfall['ink']): Bar[] {
  let at = 0;
  return parts.map((part) => {
    const from = at;
    at += part.value;
    return { ...part, from, to: at, ink: part.value < 0 ? ink.down : ink.up };
  });
}
