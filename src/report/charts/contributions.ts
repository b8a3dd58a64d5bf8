import * as Plot from '@observablehq/plot';
import { grouped, signed } from '../format/numbers.ts';
import type { Markup } from '../markup.ts';
import type { CallModel } from '../model/call.ts';
import { chart, COLOUR, PAGE_WIDTH } from './plot.ts';

const ROW = 24;
const TOTAL = 'Score S';

interface Step {
  readonly row: string;
  /** `15 % × −1.00`. */
  readonly product: string;
  readonly from: number;
  readonly to: number;
}

/** How the score comes about: each signal's weight × score laid end to end from 0 to S. */
export function contributionChart(call: CallModel, id: string): Markup {
  const steps = stepsOf(call);
  const sum = steps.at(-1)?.to ?? 0;
  const all: Step[] = [...steps, { row: TOTAL, product: '', from: 0, to: sum }];
  const rows = all.map((s) => s.row);
  const { enterBearish, enterBullish } = call.bands;
  const ends = [enterBearish, enterBullish, ...all.map((s) => s.to)];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = 0.12 * (high - low);
  const figure = {
    id,
    title: 'Contributions to the score',
    description: `${steps.map((s) => `${s.row} ${signed(s.to - s.from, 3)}`).join(', ')}; together S = ${signed(sum, 3)}.`,
  };
  const ink = (s: Step) =>
    s.row === TOTAL ? COLOUR.ink : s.to < s.from ? COLOUR.hostile : COLOUR.supportive;
  return chart(figure, (width) => {
    const roomy = width === PAGE_WIDTH;
    const left = roomy ? 190 : 100;
    const atLeft = { frameAnchor: 'left', y: 'row', fill: COLOUR.ink } as const;
    return {
      width,
      height: rows.length * ROW + 26,
      marginLeft: left,
      marginRight: 10,
      marginTop: 4,
      marginBottom: 22,
      x: { domain: [low - room, high + room], axis: null },
      y: { domain: rows, type: 'band', padding: 0.34, axis: null },
      marks: [
        Plot.ruleX([enterBearish, enterBullish], { stroke: COLOUR.line, strokeWidth: 1.4 }),
        Plot.axisX([enterBearish, 0, enterBullish], {
          tickSize: 0,
          tickFormat: (t: number) => (t === 0 ? '0' : signed(t, 2)),
          label: null,
        }),
        Plot.ruleX([0], { stroke: COLOUR.muted, strokeWidth: 0.9 }),
        Plot.text(all, { ...atLeft, text: 'row', textAnchor: 'start', dx: -left, fontWeight: 600 }),
        Plot.text(roomy ? all : [], {
          ...atLeft,
          text: 'product',
          textAnchor: 'end',
          dx: -12,
          fill: COLOUR.muted,
        }),
        // Each bar begins where the one above it ended.
        Plot.link(
          steps.map((s, i) => ({ at: s.to, row: s.row, next: rows[i + 1]! })),
          { x: 'at', y1: 'row', y2: 'next', stroke: COLOUR.muted, strokeWidth: 0.7, strokeDasharray: '2,2' },
        ),
        Plot.barX(all, { x1: 'from', x2: 'to', y: 'row', fill: ink }),
        valuesOn(
          'left',
          all.filter((s) => s.to < s.from),
        ),
        valuesOn(
          'right',
          all.filter((s) => s.to >= s.from),
        ),
      ],
    };
  });
}

/** What a bar adds, written at the end that it points to. */
const valuesOn = (side: 'left' | 'right', steps: readonly Step[]): Plot.Markish =>
  Plot.text(steps, {
    x: 'to',
    y: 'row',
    text: (s: Step) => signed(s.to - s.from, 3),
    textAnchor: side === 'right' ? 'start' : 'end',
    dx: side === 'right' ? 5 : -5,
    fill: COLOUR.ink,
  });

function stepsOf({ signals }: CallModel): Step[] {
  let at = 0;
  return signals
    .filter((s) => s.effectiveWeight > 0)
    .map((s) => {
      const from = at;
      at += s.contribution;
      const product = `${grouped(s.effectiveWeight, 0)} % × ${signed(s.score ?? 0, 2)}`;
      return { row: s.title, product, from, to: at };
    });
}
