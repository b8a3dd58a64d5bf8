import * as Plot from '@observablehq/plot';
import { grouped } from '../../format/numbers.ts';
import type { Markup } from '../page/markup.ts';
import type { Closes } from '../decision/history/history-model.ts';
import { chart, COLOUR, type Figure } from './plot.ts';
import { timeTicks } from './time-ticks.ts';

const LEFT = 84;
const RIGHT = 44;
const TITLE_HEIGHT = 28;
const TIMES_HEIGHT = 20;
const LABEL_WIDTH = 50;
/** Space for the lower half of the lowest label, in pixels. */
const EDGE = 6;

export const utc = (iso: string): Date => new Date(`${iso}T00:00:00Z`);

/** Time axis shared by the panels of a stack. */
export interface TimeAxis {
  readonly from: Date;
  readonly to: Date;
  /** Whether dates are printed under this panel; true for the lowest one of a stack. */
  readonly labelled: boolean;
}

export interface Panel extends Figure {
  /** Title printed above the panel. */
  readonly heading: string;
  /** Height of the plotting area, in pixels. */
  readonly height: number;
  readonly y: Plot.ScaleOptions;
  readonly marks: readonly Plot.Markish[];
}

/** Draws one panel of a stack on a common time axis, with its heading above it at the left. */
export const timePanel = ({ from, to, labelled }: TimeAxis, panel: Panel): Markup =>
  chart(panel, (width) => {
    const ticks = timeTicks(from, to, (width - LEFT - RIGHT) / LABEL_WIDTH);
    return {
      width,
      height: TITLE_HEIGHT + panel.height + (labelled ? TIMES_HEIGHT : EDGE),
      marginTop: TITLE_HEIGHT,
      marginBottom: labelled ? TIMES_HEIGHT : EDGE,
      marginLeft: LEFT,
      marginRight: RIGHT,
      x: { type: 'utc', domain: [from, to], axis: null },
      y: { ...panel.y, axis: null },
      marks: [
        Plot.gridX(ticks, { x: 'at', stroke: COLOUR.line, strokeOpacity: 1 }),
        ...panel.marks,
        Plot.axisX(labelled ? ticks : [], { x: 'at', text: 'label', tickSize: 0, label: null }),
        Plot.text([panel.heading], {
          frameAnchor: 'top-left',
          textAnchor: 'start',
          dx: -LEFT,
          dy: -19,
          fontWeight: 600,
          fill: COLOUR.ink,
        }),
      ],
    };
  });

export interface Point {
  readonly date: Date;
  readonly value: number;
}

export const pointsOf = ({ dates, closes }: Closes): Point[] =>
  dates.map((date, i) => ({ date: utc(date), value: closes[i]! }));

/** Draws the line of a panel and prints its last value at the end. */
export const lineWithLastValue = (
  points: readonly Point[],
  text: (value: number) => string,
): Plot.Markish[] => [
  Plot.lineY(points, { x: 'date', y: 'value', stroke: COLOUR.ink, strokeWidth: 1.1 }),
  Plot.text(points.slice(-1), {
    x: 'date',
    y: 'value',
    text: (d: Point) => text(d.value),
    textAnchor: 'start',
    dx: 5,
    fontWeight: 600,
    fill: COLOUR.ink,
  }),
];

/** Tick labels along the left edge, without ticks or axis line. */
export const valueLabels = (
  ticks: readonly number[],
  text: (value: number) => string = (t) => grouped(t, 0),
): Plot.Markish =>
  // Passed as `text`, because the tick format of a logarithmic scale drops labels that it considers too dense.
  Plot.axisY([...ticks], { tickSize: 0, text, label: null });
