import * as Plot from '@observablehq/plot';
import type { Bands } from '../../../../regimes/model/classify.ts';
import { signed } from '../../../format/numbers.ts';
import { thresholdText } from '../../../format/score.ts';
import type { Markup } from '../../page/markup.ts';
import { scoreText } from '../regime/call-text.ts';
import type { HistoryModel } from './history-model.ts';
import { COLOUR } from '../../charts/plot.ts';
import { REGIME_WASH } from '../../charts/regime-style.ts';
import {
  lineWithLastValue,
  type Point,
  type TimeAxis,
  timePanel,
  utc,
  valueLabels,
} from '../../charts/time-panel.ts';

/** Draws the score at each month-end with the thresholds; gaps where too few signals are available. */
export function scorePanel({ scores }: HistoryModel, bands: Bands, axis: TimeAxis): Markup {
  // Plot breaks a line and an area at NaN.
  const points = scores.map(({ monthEnd, score }): Point => ({ date: utc(monthEnd), value: score ?? NaN }));
  const enter = [bands.enterBullish, bands.enterBearish];
  const leave = [bands.leaveBullish, bands.leaveBearish];
  return timePanel(axis, {
    id: 'history-score',
    title: 'Score S by month',
    description: `The weighted score at each month-end, from −1 (hostile) to +1 (supportive). A regime is entered beyond ${enter.map((t) => thresholdText(t)).join(' and ')} and left within ${leave.map((t) => thresholdText(t)).join(' and ')}.`,
    heading: 'Score S; entry thresholds solid, exit thresholds dashed',
    height: 112,
    y: { domain: [-1, 1] },
    marks: [
      Plot.areaY(points, {
        x: 'date',
        y1: 0,
        y2: (d: Point) => Math.max(0, d.value),
        fill: REGIME_WASH.bullish,
      }),
      Plot.areaY(points, {
        x: 'date',
        y1: 0,
        y2: (d: Point) => Math.min(0, d.value),
        fill: REGIME_WASH.bearish,
      }),
      Plot.ruleY([0], { stroke: COLOUR.muted, strokeWidth: 0.6 }),
      Plot.ruleY(enter, { stroke: COLOUR.muted, strokeWidth: 0.9 }),
      Plot.ruleY(leave, { stroke: COLOUR.muted, strokeWidth: 0.9, strokeDasharray: '2,2.5' }),
      valueLabels([-1, -0.5, ...enter, 0.5, 1], (t) => (enter.includes(t) ? thresholdText(t) : signed(t, 1))),
      ...lineWithLastValue(points, (score) => (Number.isNaN(score) ? '' : scoreText(score, bands))),
    ],
  });
}
