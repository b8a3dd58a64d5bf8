import { z } from 'zod';
import { ageInSessions, carriedForward, lastKnown } from '../src/market/align.ts';
import { chainedBy, chainsOf } from '../src/market/quality/breaks.ts';
import { lastGapWithin, noSessions } from '../src/market/calendar/calendar.ts';
import type { Day } from '../src/market/day.ts';
import { GSEC_10Y, NIFTY, type SeriesKey } from '../src/market/series.ts';
import { clip } from '../src/math/clip.ts';
import { midRankIn } from '../src/math/statistics/mid-rank.ts';
import { momentumContext } from './technical-indicators.ts';
import { contrarianScore } from './percentile-score.ts';
import { halfRange, minObservations, staleAfterSessions, weight } from './parameters.ts';
import type { SignalRule } from './signal.ts';
import { ordinalPercentile, signed } from '../src/format/numbers.ts';

const PE: SeriesKey = `${NIFTY}.pe`;

const params = z.strictObject({
  weight: weight(0.15),
  changeSessions: z
    .int()
    .min(1)
    .default(126)
    .describe('Nifty 50 sessions over which the change in yield is measured; 126 is half a year'),
  changeScale: z
    .number()
    .positive()
    .default(1)
    .describe('Change in yield, in percentage points, at which this half of the score is ±1'),
  minObservations: minObservations(504),
  halfRange: halfRange(),
  staleAfterSessions: staleAfterSessions(10),
});
type Params = z.infer<typeof params>;

interface Measurement {
  /** Percent. */
  readonly yield: number;
  /** Percentage points. */
  readonly change: number;
  /** Bond-to-earnings yield ratio (BEER), y·PE/100 with the chained P/E; above 1 the bond yield exceeds the earnings yield. */
  readonly beer: number;
  readonly percentile: number;
}

/**
 * G-sec yields: half the score is the 126-session change of the 10-year government bond yield, half the percentile of the
 * bond-to-earnings yield ratio. Rising yields and a high ratio are hostile.
 */
export const gsecYields: SignalRule<Measurement, Params> = {
  id: 'gsec-yields',
  title: 'G-sec yields',
  series: [`${GSEC_10Y}.close`, PE],
  params,
  defaults: params.parse({}),
  axis: { level: 'gsec', move: (levels, to) => ({ ...levels, gsec: to }) },

  prepare({ view, sessions }, p) {
    const bond = view.column(`${GSEC_10Y}.close`);
    const known = lastKnown(bond, sessions);
    const yields = carriedForward(bond, sessions, p.staleAfterSessions);
    const pe = view.column(PE);
    const peKnown = lastKnown(pe, sessions);
    const published = carriedForward(pe, sessions, p.staleAfterSessions);
    const chains = chainsOf(view, PE);
    const factor = (s: number) => (peKnown[s]! < 0 ? NaN : chainedBy(chains, pe.observedOn[peKnown[s]!]!));
    const ratioOf = (s: number, y: number, publishedPe: number) => (y * (publishedPe * factor(s))) / 100;
    const beers = yields.map((y, s) => ratioOf(s, y, published[s]!));
    const rank = midRankIn(beers);
    return {
      observe(s) {
        const row = known[s]!;
        if (row < 0) return { status: 'missing', observedOn: null, reason: 'no 10-year yield available' };
        const observedOn = bond.observedOn[row]! as Day;
        if (Number.isNaN(yields[s]!)) {
          const age = ageInSessions(sessions, s, observedOn);
          return { status: 'stale', observedOn, reason: `the last 10-year yield is ${age} sessions old` };
        }
        if (Number.isNaN(published[s]!)) {
          const why = 'the bond-to-earnings yield ratio needs a recent P/E';
          return { status: peKnown[s]! < 0 ? 'missing' : 'stale', observedOn, reason: why };
        }
        const before = sessions[s - p.changeSessions];
        const gap = before === undefined ? null : lastGapWithin(sessions, before, sessions[s]!);
        if (gap) {
          const reason = `the change of the yield is over ${p.changeSessions} sessions, and the Nifty 50 has ${noSessions(gap)}`;
          return { status: 'missing', observedOn, reason };
        }
        return { status: 'ok', observedOn, levels: { gsec: yields[s]!, pe: published[s]! } };
      },
      measure(s, levels) {
        const { gsec, pe } = levels;
        const before = yields[s - p.changeSessions];
        if (gsec === undefined || pe === undefined || before === undefined || Number.isNaN(before))
          return null;
        const beer = ratioOf(s, gsec, pe);
        const { percentile, n } = rank(s, beer);
        return n < p.minObservations ? null : { yield: gsec, change: gsec - before, beer, percentile };
      },
      context: (s) => momentumContext(yields.subarray(0, s + 1)),
    };
  },

  score: ({ change, percentile }, p) =>
    0.5 * -clip(change / p.changeScale, -1, 1) + 0.5 * contrarianScore(percentile, p.halfRange),

  features: ({ yield: y, change, beer, percentile }, p) => [
    { name: 'gsec', value: y, unit: '%' },
    { name: 'gsec_change', value: change, unit: `percentage points over ${p.changeSessions} sessions` },
    { name: 'beer', value: beer, unit: '×', percentile },
  ],

  reason: ({ yield: y, change, beer, percentile }, p) =>
    `The 10-year yield is ${y.toFixed(2)} %, ${signed(change * 100, 0)} bp over ${p.changeSessions} sessions; the bond-to-earnings yield ratio is ${beer.toFixed(2)}, at its ${ordinalPercentile(percentile)} percentile.`,
};
