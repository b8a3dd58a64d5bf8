import { z } from 'zod';
import { carriedForward, lastKnown } from '../src/market/align.ts';
import type { Day } from '../src/market/day.ts';
import { INDIA_VIX, NIFTY } from '../src/market/series.ts';
import { midRank } from '../src/math/statistics/mid-rank.ts';
import { rollingMean } from '../src/math/windows/rolling-mean.ts';
import { momentumContext } from './technical-indicators.ts';
import { realisedVolatility, rollingRealisedVolatility } from './realised-volatility.ts';
import { hostileWhenHigh } from './percentile-score.ts';
import { halfRange, minObservations, staleAfterSessions, weight } from './parameters.ts';
import type { SignalRule } from './signal.ts';
import { percentText } from './wording.ts';

const params = z
  .strictObject({
    weight: weight(0.15),
    meanSessions: z.int().min(1).max(63).default(5).describe('Sessions in the mean'),
    minPresent: z
      .int()
      .min(1)
      .default(3)
      .describe('Sessions of the window that must have a value, carried ones counted'),
    minObservations: minObservations(504),
    halfRange: halfRange(),
    staleAfterSessions: staleAfterSessions(5),
    proxySessions: z
      .int()
      .min(2)
      .default(21)
      .describe('The stand-in before the index has its history: realised volatility of the Nifty'),
    proxyMinObservations: minObservations(756),
  })
  .refine((p) => p.minPresent <= p.meanSessions, {
    path: ['minPresent'],
    message: 'must not be above `meanSessions`',
  });
type Params = z.infer<typeof params>;

interface Measured {
  readonly source: 'india-vix' | 'realised-volatility';
  /** Percent a year: the index mean, or the realised volatility that stands in for it. */
  readonly level: number;
  readonly percentile: number;
}

/**
 * Fear at home: the NSE volatility index, averaged over five sessions and ranked in its own history. High is
 * hostile. Until it has two years of history the 21-session realised volatility of the Nifty stands in.
 */
export const indiaVix: SignalRule<Measured, Params> = {
  id: 'india-vix',
  title: 'India VIX',
  series: [`${INDIA_VIX}.close`, `${NIFTY}.close`],
  params,
  defaults: params.parse({}),
  axis: { level: 'india-vix', move: (levels, to) => ({ ...levels, 'india-vix': to }) },

  prepare({ view, sessions, closes }, p) {
    const index = view.column(`${INDIA_VIX}.close`);
    const filled = carriedForward(index, sessions, p.staleAfterSessions);
    const means = rollingMean(filled, p.meanSessions, p.minPresent);
    const realised = rollingRealisedVolatility(closes, p.proxySessions);
    const known = lastKnown(index, sessions);
    const observations = new Int32Array(sessions.length);
    for (let s = 0, n = 0; s < sessions.length; s++) observations[s] = Number.isNaN(means[s]!) ? n : ++n;

    return {
      read(s) {
        const row = known[s]!;
        const observedOn = row < 0 ? null : (index.observedOn[row]! as Day);
        if (observations[s]! >= p.minObservations && observedOn !== null) {
          const mean = means[s]!;
          return Number.isNaN(filled[s]!) || Number.isNaN(mean)
            ? { status: 'stale', observedOn, why: 'the last India VIX close is too old to fill the gap' }
            : { status: 'ok', observedOn, levels: { 'india-vix': mean } };
        }
        return Number.isNaN(realised[s]!)
          ? { status: 'missing', observedOn, why: 'neither India VIX nor Nifty closes reach back far enough' }
          : { status: 'proxy', observedOn: sessions[s]!, levels: { nifty: closes[s]! } };
      },
      measure(s, levels) {
        if (levels['india-vix'] !== undefined && observations[s]! >= p.minObservations) {
          const level = levels['india-vix'];
          const { percentile, n } = midRank(means, s, level);
          return n < p.minObservations ? null : { source: 'india-vix', level, percentile };
        }
        if (levels.nifty === undefined || s < p.proxySessions) return null;
        const window = closes.slice(s - p.proxySessions, s + 1);
        window[window.length - 1] = levels.nifty;
        const level = realisedVolatility(window);
        const { percentile, n } = midRank(realised, s, level);
        return n < p.proxyMinObservations ? null : { source: 'realised-volatility', level, percentile };
      },
      context: (s) => momentumContext(filled.subarray(0, s + 1)),
    };
  },

  score: ({ percentile }, p) => hostileWhenHigh(percentile, p.halfRange),

  features: ({ source, level, percentile }, p) => [
    source === 'india-vix'
      ? { name: `india_vix_${p.meanSessions}d`, value: level, unit: 'points', percentile }
      : { name: `realised_vol_${p.proxySessions}d`, value: level, unit: '% a year', percentile },
  ],

  reason: ({ source, level, percentile }, p) =>
    source === 'india-vix'
      ? `The ${p.meanSessions}-session mean of India VIX, ${level.toFixed(2)}, stands at the ${percentText(percentile)} percentile of its history.`
      : `India VIX has no ${p.minObservations} sessions of history yet; the Nifty's ${p.proxySessions}-session realised volatility, ${level.toFixed(1)} % a year, stands in at its ${percentText(percentile)} percentile.`,
};
