import { SimpleLinearRegression } from 'ml-regression';
import { z } from 'zod';
import { type CalendarGap, calendarGaps, noSessions } from '../src/market/calendar/calendar.ts';
import { monthNumber } from '../src/market/day.ts';
import { NIFTY } from '../src/market/series.ts';
import { clip } from '../src/math/clip.ts';
import { fitLine } from '../src/math/regression/ols.ts';
import { momentumContext } from './technical-indicators.ts';
import { weight } from './parameters.ts';
import type { Feature, SignalRule } from './signal.ts';
import { signed } from '../src/format/numbers.ts';

const params = z.strictObject({
  weight: weight(0.4),
  gapMonths: z
    .int()
    .min(2)
    .default(10)
    .describe('Month-ends in the mean of log prices, the current month included'),
  gapScale: z
    .number()
    .positive()
    .default(0.06)
    .describe('Distance from that mean, in log points, at which this half of the score is ±1'),
  slopeMonths: z.int().min(3).default(7).describe('Month-ends in the regression, the current month included'),
  tScale: z
    .number()
    .positive()
    .default(3)
    .describe('t-statistic of the slope at which this half of the score is ±1'),
});
type Params = z.infer<typeof params>;

interface Measurement {
  /** ln P − mean ln P over the months: the distance from the regression's centroid, in log points. */
  readonly gap: number;
  /** t-statistic of the least-squares slope of ln P on time. */
  readonly t: number;
}

/**
 * Nifty regression: half the score is the distance of the Nifty 50 from the centroid of its 10-month log-price regression,
 * half the t-statistic of the slope of its 7-month regression. Mandatory: without its score no regime is called.
 */
export const niftyRegression: SignalRule<Measurement, Params> = {
  id: 'nifty-regression',
  title: 'Nifty regression',
  series: [`${NIFTY}.close`],
  params,
  defaults: params.parse({}),
  axis: { level: 'nifty', move: (levels, to) => ({ ...levels, nifty: to }) },

  prepare({ sessions, closes, monthEnds }, p) {
    /** ln closes of the last `months` month-ends up to session s, whose close is `close`; null for fewer. */
    const lastLogs = (s: number, months: number, close: number): number[] | null => {
      const monthIndex = monthEnds.findIndex((end) => end >= s);
      const earlier = monthEnds.slice(Math.max(0, monthIndex - months + 1), monthIndex);
      if (earlier.length < months - 1) return null;
      return [...earlier.map((end) => Math.log(closes[end]!)), Math.log(close)];
    };
    const overMonthEnds = calendarGaps(sessions).filter(
      ({ after, before }) => monthNumber(after) !== monthNumber(before),
    );
    /** A gap over the end of a month whose close the regression needs: the close before it is not the month's last. */
    const gapAt = (s: number): CalendarGap | undefined => {
      if (overMonthEnds.length === 0) return undefined;
      const monthIndex = monthEnds.findIndex((end) => end >= s);
      const first = monthEnds[Math.max(0, monthIndex - Math.max(p.gapMonths, p.slopeMonths) + 1)]!;
      return overMonthEnds.find(({ after, before }) => after >= sessions[first]! && before <= sessions[s]!);
    };
    return {
      observe(s) {
        const observedOn = sessions[s]!;
        const gap = gapAt(s);
        return gap
          ? { status: 'missing', observedOn, reason: `the Nifty 50 has ${noSessions(gap)}` }
          : { status: 'ok', observedOn, levels: { nifty: closes[s]! } };
      },
      measure(s, levels) {
        if (levels.nifty === undefined) return null;
        const forGap = lastLogs(s, p.gapMonths, levels.nifty);
        const forSlope = lastLogs(s, p.slopeMonths, levels.nifty);
        if (!forGap || !forSlope) return null;
        const centroid = forGap.reduce((sum, v) => sum + v, 0) / forGap.length;
        return { gap: forGap.at(-1)! - centroid, t: fitLine(forSlope).t };
      },
      context(s) {
        const logs = lastLogs(s, p.slopeMonths, closes[s]!);
        return [...(logs ? lineContext(logs) : []), ...momentumContext(closes.subarray(0, s + 1))];
      },
    };
  },

  score: ({ gap, t }, p) => 0.5 * clip(gap / p.gapScale, -1, 1) + 0.5 * clip(t / p.tScale, -1, 1),

  features: ({ gap, t }) => [
    { name: 'trend_gap', value: gap, unit: 'log points' },
    { name: 'trend_t', value: t, unit: 't-statistic' },
  ],

  reason: ({ gap, t }, p) =>
    `The Nifty 50 is ${Math.abs(gap * 100).toFixed(1)} % (log) ${gap < 0 ? 'below' : 'above'} its ${p.gapMonths}-month centroid; the slope of its ${p.slopeMonths}-month regression has t = ${signed(t, 2)}.`,
};

/** The fitted line in index points, its R² and a channel of ±2 residual standard deviations, by `ml-regression`. */
function lineContext(logs: readonly number[]): Feature[] {
  const x = logs.map((_, i) => i);
  const line = new SimpleLinearRegression(x, [...logs]);
  const fitted = line.predict(logs.length - 1);
  const residual = Math.sqrt(
    logs.reduce((sum, y, i) => sum + (y - line.predict(i)) ** 2, 0) / (logs.length - 2),
  );
  return [
    { name: 'line_slope', value: line.slope * 12, unit: 'log points a year' },
    { name: 'line_level', value: Math.exp(fitted), unit: 'index points' },
    { name: 'line_r2', value: line.score(x, [...logs]).r2, unit: '' },
    { name: 'channel_low', value: Math.exp(fitted - 2 * residual), unit: 'index points' },
    { name: 'channel_high', value: Math.exp(fitted + 2 * residual), unit: 'index points' },
  ].filter((f) => Number.isFinite(f.value));
}
