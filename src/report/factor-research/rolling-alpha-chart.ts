import * as Plot from '@observablehq/plot';
import { signed, signedPercent } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { COLOUR } from '../charts/plot.ts';
import { lineWithLastValue, type Point, timePanel, utc, valueLabels } from '../charts/time-panel.ts';

/** Alpha over rolling windows by month of their end, percent a year. */
export interface AlphaLine {
  readonly id: string;
  readonly title: string;
  readonly windows: readonly { readonly end: string; readonly alpha: number }[];
}

/** Longest gap between two month-ends, in milliseconds; the line breaks at longer gaps. */
const A_MONTH = 40 * 86_400_000;

/** Draws one panel per factor on a common time axis and a common scale. */
export function alphaPanels(lines: readonly AlphaLine[]): Markup {
  const ends = lines.flatMap((l) => l.windows.map((w) => w.end)).sort();
  const alphas = lines.flatMap((l) => l.windows.map((w) => w.alpha));
  const [low, high] = [Math.min(0, ...alphas), Math.max(0, ...alphas)];
  const axis = { from: utc(ends[0]!), to: utc(ends.at(-1)!) };
  return html`${lines.map(({ id, title, windows }, k) =>
    timePanel(
      { ...axis, labelled: k === lines.length - 1 },
      {
        id: `rolling-${id}`,
        title: `Three-year alpha of ${title}`,
        description: `From ${signedPercent(Math.min(...windows.map((w) => w.alpha)))} to ${signedPercent(Math.max(...windows.map((w) => w.alpha)))} a year.`,
        heading: title,
        height: 62,
        y: { domain: [low, high] },
        marks: [
          Plot.ruleY([0], { stroke: COLOUR.muted, strokeWidth: 0.9 }),
          valueLabels([low, 0, high], (v) => (v === 0 ? '0' : signed(v, 0))),
          ...lineWithLastValue(brokenAtGaps(windows), (v) => signed(v, 1)),
        ],
      },
    ),
  )}`;
}

/** Inserts NaN at gaps, where Plot breaks the line. */
function brokenAtGaps(windows: AlphaLine['windows']): Point[] {
  const points = windows.map((w): Point => ({ date: utc(w.end), value: w.alpha }));
  return points.flatMap((point, i) => {
    const before = points[i - 1];
    return before && point.date.getTime() - before.date.getTime() > A_MONTH
      ? [{ date: before.date, value: NaN }, point]
      : [point];
  });
}
