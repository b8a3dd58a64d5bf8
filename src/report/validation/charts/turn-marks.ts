import * as Plot from '@observablehq/plot';
import type { DatedTurn } from '../../../validation/regimes/result.ts';
import { monthText } from '../../page/dates.ts';
import { monthAfter } from '../month-spans.ts';
import { COLOUR } from '../../charts/plot.ts';
import { utc } from '../../charts/time-panel.ts';

/** Room for one month's name, and for one line of them. */
const WIDTH = 48;
const LINE = 12;

/** A turn of the market with the line that its label stands on, counted away from the drawing, and its shift to the right. */
interface PlacedTurn {
  readonly turn: DatedTurn;
  readonly line: number;
  readonly shift: number;
}

/** Turns of one kind, on as many lines as it takes that no label runs into another. */
export interface TurnMarks {
  /** Pixels that they need outside the drawing. */
  readonly room: number;
  readonly marks: readonly Plot.Markish[];
}

/** A phase ends with the month of its turn, so a turn stands at that month's end. */
const turnAt = ({ month }: DatedTurn): Date => utc(monthAfter(month));

/**
 * A line across the drawing at each turn, leading to its month above or below.
 *
 * @param xOf pixels from the left edge of the drawing.
 * @param left how far labels may reach out to the left of it.
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
    // Keeps the lines to labels further out from running through it.
    stroke: COLOUR.paper,
    strokeWidth: 3,
    fill: COLOUR.muted,
  });
