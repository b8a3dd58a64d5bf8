import * as Plot from '@observablehq/plot';
import type { Regime } from '../../../../regimes/regime.ts';
import { grouped, orNone } from '../../../format/numbers.ts';
import type { Markup } from '../../page/markup.ts';
import type { LabelRow, ValidationPeriod } from '../page-model.ts';
import type { MonthSpan } from '../month-spans.ts';
import { bearMarketShading } from './bear-market-shading.ts';
import { chart, COLOUR, type Figure, PAGE_WIDTH } from '../../charts/plot.ts';
import { REGIME_INK } from '../../charts/regime-style.ts';
import { utc } from '../../charts/time-panel.ts';
import { timeTicks } from '../../charts/time-ticks.ts';
import { turnMarks } from './turn-marks.ts';

/** Bar heights by label in pixels, so that rows can be read without colour. */
const BAR: Readonly<Record<Regime, number>> = { bearish: 16, consolidation: 8, bullish: 3 };
const TALL = BAR.bearish;
const GAP = 11;
const TITLE = 13;
const LEFT = 178;
const RIGHT = 42;
const TIMES = 18;
const TICK_WIDTH = 50;

/**
 * Draws labels by month, one row per classifier, over the bear markets dated ex post: grey in bear markets, hatched in
 * months that cannot be dated yet, with the month of each turning point.
 */
export function labelRibbons(rows: readonly LabelRow[], period: ValidationPeriod, figure: Figure): Markup {
  const [from, to] = [utc(period.from), utc(period.to)];
  return chart(figure, (width) => {
    const roomy = width === PAGE_WIDTH;
    const left = roomy ? LEFT : 0;
    const drawn = width - left - RIGHT;
    const xOf = (at: Date) => (drawn * (at.getTime() - from.getTime())) / (to.getTime() - from.getTime());
    const turnsOf = (kind: 'peak' | 'trough') => period.turns.filter((t) => t.kind === kind);
    const peaks = turnMarks(turnsOf('peak'), 'top', xOf, left);
    const troughs = turnMarks(turnsOf('trough'), 'bottom', xOf, left);
    // The vertical scale is in pixels from the top; bars rise from the base line of their row.
    const pitch = TALL + GAP + (roomy ? 0 : TITLE);
    const height = rows.length * pitch + GAP;
    const placed = rows.map((row, i) => ({ ...row, base: (i + 1) * pitch }));
    return {
      width,
      height: peaks.room + height + troughs.room + TIMES,
      marginTop: peaks.room,
      marginBottom: troughs.room + TIMES,
      marginLeft: left,
      marginRight: RIGHT,
      x: { type: 'utc', domain: [from, to], axis: null },
      y: { domain: [height, 0], axis: null },
      marks: [
        ...bearMarketShading(period),
        ...peaks.marks,
        ...troughs.marks,
        Plot.ruleY(placed, { y: 'base', stroke: COLOUR.line }),
        Plot.rect(
          placed.flatMap(({ spans, base }) => spans.map((span) => ({ ...span, base }))),
          {
            x1: (b: MonthSpan<Regime>) => utc(b.from),
            x2: (b: MonthSpan<Regime>) => utc(b.to),
            y1: 'base',
            y2: (b: MonthSpan<Regime> & { base: number }) => b.base - BAR[b.value],
            fill: (b: MonthSpan<Regime>) => REGIME_INK[b.value],
          },
        ),
        Plot.text(placed, {
          frameAnchor: 'left',
          y: 'base',
          dy: roomy ? -TALL / 2 : -TALL - TITLE / 2,
          dx: -left,
          text: 'title',
          textAnchor: 'start',
          lineWidth: roomy ? 16 : Infinity,
          fontWeight: 600,
          fill: COLOUR.ink,
          // A halo keeps titles readable where they overlap the drawing.
          stroke: COLOUR.paper,
          strokeWidth: 3,
        }),
        Plot.text(placed, {
          frameAnchor: 'right',
          y: 'base',
          dy: -TALL / 2,
          dx: RIGHT,
          text: (row: LabelRow) => `κ ${orNone(row.kappa, (k) => grouped(k, 2))}`,
          textAnchor: 'end',
          fill: COLOUR.ink,
        }),
        Plot.axisX(timeTicks(from, to, drawn / TICK_WIDTH), {
          x: 'at',
          text: 'label',
          tickSize: 0,
          label: null,
          dy: troughs.room,
        }),
      ],
    };
  });
}
