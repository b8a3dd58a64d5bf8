import * as Plot from '@observablehq/plot';
import { grouped } from '../../../format/numbers.ts';
import type { Markup } from '../../page/markup.ts';
import type { HistoryModel } from './history.ts';
import { logTicks } from '../../charts/log-ticks.ts';
import { REGIME_WASH } from '../../charts/regime-style.ts';
import { lineWithLastValue, pointsOf, type TimeAxis, timePanel, utc, valueLabels } from '../../charts/time-panel.ts';

/** Room above the highest and below the lowest close, as a ratio. */
const ROOM = 1.06;

/** The Nifty on a logarithmic scale, shaded by the label in force. */
export function niftyPanel({ runs, nifty }: HistoryModel, axis: TimeAxis): Markup {
  const low = Math.min(...nifty.closes);
  const high = Math.max(...nifty.closes);
  return timePanel(axis, {
    id: 'history-nifty',
    title: 'Nifty 50 and the label in force',
    description: `Weekly closes of the Nifty 50 on a logarithmic scale, between ${grouped(low, 0)} and ${grouped(high, 0)}; shaded where the label was bullish (plain) or bearish (hatched).`,
    heading: 'Nifty 50, weekly close, logarithmic scale',
    height: 172,
    y: { type: 'log', domain: [low / ROOM, high * ROOM] },
    marks: [
      ...runs
        .filter((run) => run.regime !== 'consolidation')
        .map((run) =>
          Plot.rectX([run], { x1: utc(run.from), x2: utc(run.to), fill: REGIME_WASH[run.regime] }),
        ),
      valueLabels(logTicks(low / ROOM, high * ROOM)),
      ...lineWithLastValue(pointsOf(nifty), (close) => grouped(close, 0)),
    ],
  });
}
