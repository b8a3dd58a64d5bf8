import { z } from 'zod';
import { ageInSessions, lastKnown } from '../src/market/align.ts';
import { lastGapOfRows, noSessions, withoutGaps } from '../src/market/calendar/calendar.ts';
import type { Day } from '../src/market/day.ts';
import { US_VIX } from '../src/market/series.ts';
import { midRankIn } from '../src/math/statistics/mid-rank.ts';
import { rollingMean } from '../src/math/windows/rolling-mean.ts';
import { momentumContext } from './technical-indicators.ts';
import { contrarianScore } from './percentile-score.ts';
import { ordinalPercentile } from '../src/format/numbers.ts';
import { halfRange, minObservations, staleAfterSessions, weight } from './parameters.ts';
import type { SignalRule } from './signal.ts';

const params = z.strictObject({
  weight: weight(0.15),
  meanDays: z.int().min(1).max(63).default(5).describe('US trading days in the mean of closes'),
  minObservations: minObservations(756),
  halfRange: halfRange(),
  staleAfterSessions: staleAfterSessions(5),
});
type Params = z.infer<typeof params>;

interface Measurement {
  /** Index points. */
  readonly mean: number;
  readonly percentile: number;
}

/**
 * US VIX: the contrarian score of the percentile of its 5-day mean. The Cboe volatility index is averaged over five US trading
 * days and ranked in its own history since 1990; a high level is hostile. A US close is known in India from the next
 * calendar day, so the Nifty 50's session of day t uses the US close of t−1.
 */
export const usVix: SignalRule<Measurement, Params> = {
  id: 'us-vix',
  title: 'US VIX',
  series: [`${US_VIX}.close`],
  params,
  defaults: params.parse({}),
  axis: { level: 'us-vix', move: (levels, to) => ({ ...levels, 'us-vix': to }) },

  prepare({ view, sessions }, p) {
    const closes = view.column(`${US_VIX}.close`);
    const means = rollingMean(closes.value, p.meanDays);
    const known = lastKnown(closes, sessions);
    const rank = midRankIn(withoutGaps(means, p.meanDays, closes.observedOn));
    return {
      observe(s) {
        const row = known[s]!;
        const mean = row < 0 ? NaN : means[row]!;
        if (Number.isNaN(mean))
          return { status: 'missing', observedOn: null, reason: 'not enough US VIX closes' };
        const observedOn = closes.observedOn[row]! as Day;
        const gap = lastGapOfRows(closes.observedOn, row - p.meanDays + 1, row);
        if (gap) {
          const reason = `its mean is over ${p.meanDays} US trading days, and it has ${noSessions(gap)}`;
          return { status: 'missing', observedOn, reason };
        }
        const age = ageInSessions(sessions, s, observedOn);
        return age > p.staleAfterSessions
          ? { status: 'stale', observedOn, reason: `the last US VIX close is ${age} sessions old` }
          : { status: 'ok', observedOn, levels: { 'us-vix': mean } };
      },
      measure(s, levels) {
        const mean = levels['us-vix'];
        if (mean === undefined) return null;
        const { percentile, n } = rank(known[s]!, mean);
        return n < p.minObservations ? null : { mean, percentile };
      },
      context: (s) => momentumContext(closes.value.subarray(0, known[s]! + 1)),
    };
  },

  score: ({ percentile }, p) => contrarianScore(percentile, p.halfRange),

  features: ({ mean, percentile }, p) => [
    { name: `us_vix_${p.meanDays}d`, value: mean, unit: 'points', percentile },
  ],

  reason: ({ mean, percentile }, p) =>
    `The ${p.meanDays}-day mean of the US VIX, ${mean.toFixed(2)}, is at the ${ordinalPercentile(percentile)} percentile of its history.`,
};
