import { SimpleLinearRegression } from 'ml-regression';
import { z } from 'zod';
import { NIFTY } from '../src/market/series.ts';
import { clip } from '../src/math/clip.ts';
import { fitLine } from '../src/math/regression/ols.ts';
import { momentumContext } from './technical-indicators.ts';
import { weight } from './parameters.ts';
import type { Feature, SignalRule } from './signal.ts';
import { signed } from './wording.ts';

const params = z.strictObject({
  weight: weight(0.4),
  gapMonths: z
    .int()
    .min(2)
    .default(10)
    .describe('Month-ends in the mean of log prices, the running one included'),
  gapScale: z
    .number()
    .positive()
    .default(0.06)
    .describe('The distance from that mean, in log points, that scores the full half'),
  slopeMonths: z.int().min(3).default(7).describe('Month-ends in the regression, the running one included'),
  tScale: z.number().positive().default(3).describe('The t-statistic that scores the full other half'),
});
type Params = z.infer<typeof params>;

interface Measured {
  /** ln P − mean ln P over the months: the distance from the regression's centroid. */
  readonly gap: number;
  /** t-statistic of the least-squares slope of ln P on time. */
  readonly t: number;
}

/**
 * The market's own direction: how far the Nifty stands above the centroid of its ten-month regression, and how
 * surely its seven-month regression line slopes. The one signal without which no regime is called.
 */
export const niftyRegression: SignalRule<Measured, Params> = {
  id: 'nifty-regression',
  title: 'Nifty regression',
  series: [`${NIFTY}.close`],
  params,
  defaults: params.parse({}),
  axis: { level: 'nifty', move: (levels, to) => ({ ...levels, nifty: to }) },

  prepare({ sessions, closes, monthEnds }, p) {
    /** ln closes of the last `months` month-ends up to session s, which closes at `close`; null if fewer. */
    const lastLogs = (s: number, months: number, close: number): number[] | null => {
      const monthIndex = monthEnds.findIndex((end) => end >= s);
      const earlier = monthEnds.slice(Math.max(0, monthIndex - months + 1), monthIndex);
      if (earlier.length < months - 1) return null;
      return [...earlier.map((end) => Math.log(closes[end]!)), Math.log(close)];
    };
    return {
      read: (s) => ({ status: 'ok', observedOn: sessions[s]!, levels: { nifty: closes[s]! } }),
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
    `The Nifty stands ${Math.abs(gap * 100).toFixed(1)} % ${gap < 0 ? 'below' : 'above'} its ${p.gapMonths}-month centre (log), and its ${p.slopeMonths}-month line ${t < 0 ? 'falls' : 'rises'} with t = ${signed(t, 2)}.`,
};

/** The fitted line in index points, R² and a channel of ±2 residual deviations, by `ml-regression`. */
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
