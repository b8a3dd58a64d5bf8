import { z } from 'zod';
import { carriedForward, lastKnown } from '../src/market/align.ts';
import { lastGapOfRows, lastGapWithin, noSessions, withoutGaps } from '../src/market/calendar/calendar.ts';
import type { Day } from '../src/market/day.ts';
import { INDIA_VIX, NIFTY } from '../src/market/series.ts';
import { midRankIn } from '../src/math/statistics/mid-rank.ts';
import { rollingMean } from '../src/math/windows/rolling-mean.ts';
import { momentumContext } from './technical-indicators.ts';
import { realisedVolatility, rollingRealisedVolatility } from './realised-volatility.ts';
import { contrarianScore } from './percentile-score.ts';
import { halfRange, minObservations, staleAfterSessions, weight } from './parameters.ts';
import type { SignalRule } from './signal.ts';
import { ordinalPercentile } from '../src/format/numbers.ts';

const params = z
  .strictObject({
    weight: weight(0.15),
    meanSessions: z.int().min(1).max(63).default(5).describe('NSE sessions in the mean of closes'),
    minPresent: z
      .int()
      .min(1)
      .default(3)
      .describe('Minimum number of sessions of the window with a value, values carried forward included'),
    minObservations: minObservations(504),
    halfRange: halfRange(),
    staleAfterSessions: staleAfterSessions(5),
    proxySessions: z
      .int()
      .min(2)
      .default(21)
      .describe(
        'Window of the proxy used until India VIX has enough history: realised volatility of the Nifty 50, in sessions',
      ),
    proxyMinObservations: minObservations(756),
  })
  .refine((p) => p.minPresent <= p.meanSessions, {
    path: ['minPresent'],
    message: 'must not exceed `meanSessions`',
  });
type Params = z.infer<typeof params>;

interface Measurement {
  readonly source: 'india-vix' | 'realised-volatility';
  /** Percent a year: the mean of the index, or the realised volatility that serves as its proxy. */
  readonly level: number;
  readonly percentile: number;
}

/**
 * India VIX: the contrarian score of the percentile of its 5-session mean. The NSE volatility index is averaged over five
 * sessions and ranked in its own history; a high level is hostile. Until it has two years of history, the 21-session
 * realised volatility of the Nifty 50 serves as proxy.
 */
export const indiaVix: SignalRule<Measurement, Params> = {
  id: 'india-vix',
  title: 'India VIX',
  series: [`${INDIA_VIX}.close`, `${NIFTY}.close`],
  params,
  defaults: params.parse({}),
  axis: { level: 'india-vix', move: (levels, to) => ({ ...levels, 'india-vix': to }) },

  prepare({ view, sessions, closes }, p) {
    const index = view.column(`${INDIA_VIX}.close`);
    const filled = carriedForward(index, sessions, p.staleAfterSessions);
    const means = withoutGaps(rollingMean(filled, p.meanSessions, p.minPresent), p.meanSessions, sessions);
    // The history keeps the closures of the exchange in the 1990s, some longer than a gap: the reference labels rank among them.
    const realised = rollingRealisedVolatility(closes, p.proxySessions);
    const known = lastKnown(index, sessions);
    const [rank, rankRealised] = [midRankIn(means), midRankIn(realised)];
    const observations = new Int32Array(sessions.length);
    for (let s = 0, n = 0; s < sessions.length; s++) observations[s] = Number.isNaN(means[s]!) ? n : ++n;

    return {
      observe(s) {
        const row = known[s]!;
        const observedOn = row < 0 ? null : (index.observedOn[row]! as Day);
        const from = sessions[Math.max(0, s - p.meanSessions + 1)]!;
        const gap = lastGapWithin(sessions, from, sessions[s]!);
        if (gap)
          return {
            status: 'missing',
            observedOn,
            reason: `its mean is over ${p.meanSessions} sessions, and the Nifty 50 has ${noSessions(gap)}`,
          };
        if (observations[s]! >= p.minObservations && observedOn !== null) {
          const mean = means[s]!;
          return Number.isNaN(filled[s]!) || Number.isNaN(mean)
            ? { status: 'stale', observedOn, reason: 'the last India VIX close is too old to carry forward' }
            : { status: 'ok', observedOn, levels: { 'india-vix': mean } };
        }
        const gapOfProxy = lastGapOfRows(sessions, s - p.proxySessions, s);
        if (gapOfProxy)
          return {
            status: 'missing',
            observedOn,
            reason: `its proxy is over ${p.proxySessions} sessions, and the Nifty 50 has ${noSessions(gapOfProxy)}`,
          };
        return Number.isNaN(realised[s]!)
          ? { status: 'missing', observedOn, reason: 'neither India VIX nor the Nifty 50 has enough history' }
          : { status: 'proxy', observedOn: sessions[s]!, levels: { nifty: closes[s]! } };
      },
      measure(s, levels) {
        if (levels['india-vix'] !== undefined && observations[s]! >= p.minObservations) {
          const level = levels['india-vix'];
          const { percentile, n } = rank(s, level);
          return n < p.minObservations ? null : { source: 'india-vix', level, percentile };
        }
        if (levels.nifty === undefined || s < p.proxySessions) return null;
        const window = closes.slice(s - p.proxySessions, s + 1);
        window[window.length - 1] = levels.nifty;
        const level = realisedVolatility(window);
        const { percentile, n } = rankRealised(s, level);
        return n < p.proxyMinObservations ? null : { source: 'realised-volatility', level, percentile };
      },
      context: (s) => momentumContext(filled.subarray(0, s + 1)),
    };
  },

  score: ({ percentile }, p) => contrarianScore(percentile, p.halfRange),

  features: ({ source, level, percentile }, p) => [
    source === 'india-vix'
      ? { name: `india_vix_${p.meanSessions}d`, value: level, unit: 'points', percentile }
      : { name: `realised_vol_${p.proxySessions}d`, value: level, unit: '% a year', percentile },
  ],

  reason: ({ source, level, percentile }, p) =>
    source === 'india-vix'
      ? `The ${p.meanSessions}-session mean of India VIX, ${level.toFixed(2)}, is at the ${ordinalPercentile(percentile)} percentile of its history.`
      : `India VIX has less than ${p.minObservations} sessions of history; its proxy, the ${p.proxySessions}-session realised volatility of the Nifty 50, is ${level.toFixed(1)} % a year, at the ${ordinalPercentile(percentile)} percentile of its history.`,
};
