import * as Plot from '@observablehq/plot';
import { grouped, signed } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { COLOUR, DASHED } from './plot.ts';
import { type Point, timePanel, utc, valueLabels } from './time-panel.ts';

/** A figure over a rolling window by the ISO date of the window's end, of what is measured and of the benchmark. */
export interface RollingLine {
  readonly id: string;
  readonly heading: string;
  readonly dates: readonly string[];
  readonly own: readonly (number | null)[];
  readonly benchmark: readonly (number | null)[] | null;
  readonly decimals: number;
}

/** Draws one panel per figure on a common time axis, each with its zero line. */
export function rollingPanels(lines: readonly RollingLine[]): Markup {
  const dates = lines.flatMap((l) => [...l.dates]).sort();
  const axis = { from: utc(dates[0]!), to: utc(dates.at(-1)!) };
  return html`${lines.map((line, k) => {
    const known = [...line.own, ...(line.benchmark ?? [])].filter((v) => v !== null);
    const [least, most] = [
      known.reduce((a, b) => Math.min(a, b), Infinity),
      known.reduce((a, b) => Math.max(a, b), -Infinity),
    ];
    const [low, high] = [Math.min(0, least), Math.max(0, most)];
    const points = (values: readonly (number | null)[]): Point[] =>
      values.map((value, i) => ({ date: utc(line.dates[i]!), value: value ?? NaN }));
    const text = (v: number): string => (v === 0 ? '0' : signed(v, line.decimals));
    const last = line.own.at(-1) ?? null;
    return timePanel(
      { ...axis, labelled: k === lines.length - 1 },
      {
        id: line.id,
        title: line.heading,
        description:
          known.length > 0 ? `From ${text(least)} to ${text(most)}.` : 'No window has this figure.',
        heading: line.heading,
        height: 72,
        y: { domain: low < high ? [low, high] : [-1, 1] },
        marks: [
          Plot.ruleY([0], { stroke: COLOUR.muted, strokeWidth: 0.9 }),
          valueLabels([...new Set([low, 0, high])], (v) => (v === 0 ? '0' : grouped(v, line.decimals))),
          ...(line.benchmark
            ? [
                Plot.lineY(points(line.benchmark), {
                  x: 'date',
                  y: 'value',
                  ...DASHED,
                }),
              ]
            : []),
          Plot.lineY(points(line.own), { x: 'date', y: 'value', stroke: COLOUR.ink, strokeWidth: 1.2 }),
          ...(last === null
            ? []
            : [
                Plot.text([{ date: axis.to, value: last }], {
                  x: 'date',
                  y: 'value',
                  text: () => text(last),
                  textAnchor: 'start',
                  dx: 5,
                  fontWeight: 600,
                  fill: COLOUR.ink,
                }),
              ]),
        ],
      },
    );
  })}`;
}
