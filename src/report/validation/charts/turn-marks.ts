import * as Plot from '@observablehq/plot';
import type { DatedTurn } from '../../../validation/regimes/result.ts';
import { monthText } from '../../page/dates.ts';
import { monthAfter } from '../month-spans.ts';
import { COLOUR } from '../../charts/plot.ts';
import { utc } from '../../charts/time-panel.ts';

/** Width of a month label and height of a line of labels, in pixels. */
const WIDTH = 48;
const LINE = 12;

/** A turning point with the line of its label, counted away from the drawing, and the horizontal shift of the label. */
interface PlacedTurn {
  readonly turn: DatedTurn;
  readonly line: number;
  readonly shift: number;
}

/** Turning points of one kind, on as many lines as needed to avoid overlapping labels. */
export interface TurnMarks {
  /** Height needed outside the drawing, in pixels. */
  readonly room: number;
  readonly marks: readonly Plot.Markish[];
}

/** A phase ends with the month of its turning point, which is drawn at the end of that month. */
const turnAt = ({ month }: DatedTurn): Date => utc(monthAfter(month));

/**
 * Draws a line across the chart at each turning point, with its month above or below.
 *
 * @param xOf distance from the left edge of the drawing, in pixels.
 * @param left distance that labels may extend to the left of it, in pixels.
 */
export function turnMarks(
  turns: readonly DatedTurn[],
  side: 'top' | 'bottom',
  xOf: (at: Date) => number,
  left: number,
): TurnMarks {
  const ends: number[] = [];
  const placed = turns.map((turn): PlacedTurn => {
    const x = xOf(turnAt(turn));
    const middle = Math.max(x, WIDTH / 2 - left);
    const free = ends.findIndex((end) => end <= middle - WIDTH / 2);
    const line = free < 0 ? ends.length : free;
    ends[line] = middle + WIDTH / 2;
    return { turn, line, shift: middle - x };
  });
  return {
    room: LINE * ends.length + 6,
    marks: [placed.map((p) => lineAt(p, side)), placed.map((p) => labelOf(p, side))],
  };
}

const lineAt = ({ turn, line }: PlacedTurn, side: 'top' | 'bottom'): Plot.Markish =>
  Plot.ruleX([turn], {
    x: turnAt,
    stroke: COLOUR.muted,
    strokeWidth: 0.6,
    [side === 'top' ? 'insetTop' : 'insetBottom']: -4 - LINE * line,
  });

const labelOf = ({ turn, line, shift }: PlacedTurn, side: 'top' | 'bottom'): Plot.Markish =>
  Plot.text([turn], {
    x: turnAt,
    text: (t: DatedTurn) => monthText(`${t.month}-01`),
    frameAnchor: side,
    dx: shift,
    dy: side === 'top' ? -8 - LINE * line : 9 + LINE * line,
    // A halo keeps the label readable where a line to an outer label passes.
    stroke: COLOUR.paper,
    strokeWidth: 3,
    fill: COLOUR.muted,
  });
