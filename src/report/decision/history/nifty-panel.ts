import * as Plot from '@observablehq/plot';
import { grouped } from '../../../format/numbers.ts';
import type { Markup } from '../../page/markup.ts';
import type { HistoryModel } from './history-model.ts';
import { logTicks } from '../../charts/log-ticks.ts';
import { REGIME_WASH } from '../../charts/regime-style.ts';
import {
  lineWithLastValue,
  pointsOf,
  type TimeAxis,
  timePanel,
  utc,
  valueLabels,
} from '../../charts/time-panel.ts';

/** Space above the highest and below the lowest close, as a ratio. */
const ROOM = 1.06;

/** Draws the Nifty on a logarithmic scale, shaded by regime. */
export function niftyPanel({ spans, nifty }: HistoryModel, axis: TimeAxis): Markup {
  const low = Math.min(...nifty.closes);
  const high = Math.max(...nifty.closes);
  return timePanel(axis, {
    id: 'history-nifty',
    title: 'Nifty 50 by regime',
    description: `Weekly closes of the Nifty 50 on a logarithmic scale, between ${grouped(low, 0)} and ${grouped(high, 0)}; shaded in bullish (plain) and bearish (hatched) regimes.`,
    heading: 'Nifty 50, weekly close, logarithmic scale',
    height: 172,
    y: { type: 'log', domain: [low / ROOM, high * ROOM] },
    marks: [
      ...spans
        .filter((run) => run.regime !== 'consolidation')
        .map((run) =>
          Plot.rectX([run], { x1: utc(run.from), x2: utc(run.to), fill: REGIME_WASH[run.regime] }),
        ),
      valueLabels(logTicks(low / ROOM, high * ROOM)),
      ...lineWithLastValue(pointsOf(nifty), (close) => grouped(close, 0)),
    ],
  });
}
