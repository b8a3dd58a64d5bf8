import { dateText } from '../../page/dates.ts';
import { grouped } from '../../../format/numbers.ts';
import type { Markup } from '../../page/markup.ts';
import type { Closes } from './history-model.ts';
import {
  lineWithLastValue,
  pointsOf,
  type TimeAxis,
  timePanel,
  valueLabels,
} from '../../charts/time-panel.ts';

/** Draws India VIX over time, because regimes are meant to separate periods of different risk. */
export function vixPanel(indiaVix: Closes, axis: TimeAxis): Markup {
  const high = Math.max(...indiaVix.closes);
  const step = high > 90 ? 40 : 20;
  return timePanel(axis, {
    id: 'history-vix',
    title: 'India VIX',
    description: `Weekly closes of India VIX from ${dateText(indiaVix.dates[0]!)}, with a maximum of ${grouped(high, 1)}.`,
    heading: 'India VIX, weekly close',
    height: 64,
    y: { domain: [0, high * 1.05] },
    marks: [
      valueLabels(Array.from({ length: Math.floor(high / step) + 1 }, (_, i) => i * step)),
      ...lineWithLastValue(pointsOf(indiaVix), (close) => grouped(close, 1)),
    ],
  });
}
