import * as Plot from '@observablehq/plot';
import type { Regime } from '../../../../regimes/regime.ts';
import { dateText } from '../../page/dates.ts';
import { REGIME_NAMES } from '../../page/names.ts';
import { scoreText } from './call-text.ts';
import { signed } from '../../../format/numbers.ts';
import { thresholdText } from '../../../format/score.ts';
import type { Markup } from '../../page/markup.ts';
import type { CallModel } from './call-model.ts';
import { chart, COLOUR, type Figure } from '../../charts/plot.ts';
import { REGIME_INK, REGIME_WASH } from '../../charts/regime-style.ts';

const WIDTH = 410;
const TOP = 14;
const BAR = 22;
/** Offsets of two rows of threshold labels; inner and outer thresholds are too close for one row. */
const NEAR = 13;
const FAR = 24;

interface Zone {
  readonly regime: Regime;
  readonly from: number;
  readonly to: number;
}

/** Regime by S, given the regime of the previous month. */
function zonesOf({ prior, bands }: CallModel): Zone[] {
  const bearish = prior === 'bearish' ? bands.leaveBearish : bands.enterBearish;
  const bullish = prior === 'bullish' ? bands.leaveBullish : bands.enterBullish;
  return [
    { regime: 'bearish', from: -1, to: bearish },
    { regime: 'consolidation', from: bearish, to: bullish },
    { regime: 'bullish', from: bullish, to: 1 },
  ];
}

/** Draws S on its scale with the zones of the three regimes, the four thresholds, and S a month ago (hollow). */
export function scoreScale(call: CallModel, id: string): Markup {
  const { score, bands, previous } = call;
  const zones = zonesOf(call);
  const enter = [bands.enterBearish, bands.enterBullish];
  const leave = [bands.leaveBearish, bands.leaveBullish];
  const today = score === null ? [] : [score];
  const monthAgo = previous === null || previous.score === null ? [] : [previous.score];
  return chart(
    figureOf(call, zones, id),
    (width) => ({
      width,
      height: TOP + BAR + FAR + 6,
      marginTop: TOP,
      marginBottom: FAR + 6,
      marginLeft: 10,
      marginRight: 10,
      x: { domain: [-1, 1], axis: null },
      marks: [
        zones.map((z) => Plot.rectX([z], { x1: 'from', x2: 'to', fill: wash(z.regime) })),
        zones.map((z) =>
          Plot.text(z.to - z.from > 0.3 ? [z] : [], {
            x: (zone: Zone) => (zone.from + zone.to) / 2,
            text: (zone: Zone) => REGIME_NAMES[zone.regime],
            fill: REGIME_INK[z.regime],
            stroke: COLOUR.paper,
            strokeWidth: 3,
            fontWeight: 600,
          }),
        ),
        Plot.ruleX([-1, ...enter, 1], { stroke: COLOUR.muted, strokeWidth: 0.9, insetBottom: -4 }),
        Plot.ruleX(leave, { stroke: COLOUR.muted, strokeWidth: 0.9, insetBottom: 6 - FAR }),
        labels([-1, ...enter, 1], NEAR),
        labels(leave, FAR),
        Plot.dot(monthAgo, {
          x: (s: number) => s,
          r: 4.5,
          fill: COLOUR.paper,
          stroke: COLOUR.ink,
          strokeWidth: 1.5,
        }),
        Plot.ruleX(today, { stroke: COLOUR.ink, strokeWidth: 2 }),
        Plot.dot(today, {
          x: (s: number) => s,
          frameAnchor: 'top',
          dy: -6,
          r: 6,
          symbol: 'triangle',
          rotate: 180,
          fill: COLOUR.ink,
        }),
      ],
    }),
    WIDTH,
  );
}

const wash = (regime: Regime): string => (regime === 'consolidation' ? 'var(--wash)' : REGIME_WASH[regime]);

/** Threshold labels under the bar, aligned away from the centre so that a pair around 0 does not overlap. */
const labels = (scores: readonly number[], dy: number): Plot.Markish[] =>
  scores.map((score) =>
    Plot.text([score], {
      x: (s: number) => s,
      text: (s: number) => (Number.isInteger(s) ? signed(s, 0) : thresholdText(s)),
      frameAnchor: 'bottom',
      textAnchor: Math.abs(score) === 1 ? 'middle' : score < 0 ? 'end' : 'start',
      dx: Math.abs(score) === 1 ? 0 : Math.sign(score) * 3,
      dy,
      fill: COLOUR.muted,
    }),
  );

function figureOf({ score, previous, prior, bands }: CallModel, zones: readonly Zone[], id: string): Figure {
  const now = score === null ? 'There is no score.' : `S is ${scoreText(score, bands)}.`;
  const then =
    previous === null || previous.score === null
      ? ''
      : ` On ${dateText(previous.monthEnd)} it was ${scoreText(previous.score, bands)}.`;
  const spans = zones
    .map((z) => `${z.regime} from ${thresholdText(z.from)} to ${thresholdText(z.to)}`)
    .join(', ');
  return {
    id,
    title: 'Score S and thresholds',
    description: `${now}${then} Coming from ${prior}: ${spans}.`,
  };
}
