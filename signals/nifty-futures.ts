import { z as schema } from 'zod';
import { ageInSessions, lastKnown } from '../src/market/align.ts';
import { lastGapOfRows, noSessions, withoutGaps } from '../src/market/calendar/calendar.ts';
import type { Day } from '../src/market/day.ts';
import { NIFTY } from '../src/market/series.ts';
import { clip } from '../src/math/clip.ts';
import { expandingOrder } from '../src/math/statistics/expanding-order.ts';
import { rollingMean } from '../src/math/windows/rolling-mean.ts';
import { minObservations, staleAfterSessions, weight } from './parameters.ts';
import { robustZ } from './robust-z.ts';
import type { SignalRule } from './signal.ts';
import type { AlignedMarket } from './aligned-market.ts';
import { signed } from '../src/format/numbers.ts';

const params = schema.strictObject({
  weight: weight(0),
  meanDays: schema.int().min(1).max(63).default(5).describe('Sessions in the mean of the basis'),
  minObservations: minObservations(504),
  zScale: schema.number().positive().default(2).describe('Robust z-score at which the score reaches ±1'),
  staleAfterSessions: staleAfterSessions(5),
});
type Params = schema.infer<typeof params>;

interface Measurement {
  /** Mean basis, percent a year. */
  readonly basis: number;
  /** (basis − expanding median) / (1.4826 · MAD). */
  readonly z: number;
}

/**
 * Nifty futures: the robust z-score of the 5-session mean of the near-month basis, annualised. A high basis shows demand for
 * exposure and is supportive. The near month is the next to expire after the session, so on an expiry day it is the
 * following month: a contract with no days left has no annualised basis. Optional: the default weight is 0, so it is
 * reported without entering the score S.
 */
export const niftyFutures: SignalRule<Measurement, Params> = {
  id: 'nifty-futures',
  title: 'Nifty futures',
  series: [`${NIFTY}.near`, `${NIFTY}.near_expiry`],
  params,
  defaults: params.parse({}),
  axis: { level: 'nifty-basis', move: (levels, to) => ({ ...levels, 'nifty-basis': to }) },

  prepare(market, p) {
    const { sessions } = market;
    const near = market.view.column(`${NIFTY}.near`);
    const means = rollingMean(basisOf(market), p.meanDays);
    const known = lastKnown(near, sessions);
    const upTo = expandingOrder(withoutGaps(means, p.meanDays, near.observedOn));
    return {
      observe(s) {
        const row = known[s]!;
        const basis = row < 0 ? NaN : means[row]!;
        if (Number.isNaN(basis))
          return { status: 'missing', observedOn: null, reason: 'no Nifty futures prices available' };
        const observedOn = near.observedOn[row]! as Day;
        const gap = lastGapOfRows(near.observedOn, row - p.meanDays + 1, row);
        if (gap) {
          const reason = `its mean is over ${p.meanDays} sessions, and it has ${noSessions(gap, 'prices')}`;
          return { status: 'missing', observedOn, reason };
        }
        const age = ageInSessions(sessions, s, observedOn);
        return age > p.staleAfterSessions
          ? { status: 'stale', observedOn, reason: `the last Nifty futures price is ${age} sessions old` }
          : { status: 'ok', observedOn, levels: { 'nifty-basis': basis } };
      },
      measure(s, levels) {
        const basis = levels['nifty-basis'];
        const row = known[s]!;
        if (basis === undefined || row < 0) return null;
        const z = robustZ(upTo(row), basis, p.minObservations);
        return z === null ? null : { basis, z };
      },
      context: () => [],
    };
  },

  score: ({ z }, p) => clip(z / p.zScale, -1, 1),

  features: ({ basis, z }, p) => [
    { name: `nifty_basis_${p.meanDays}d`, value: basis, unit: '% a year' },
    { name: 'nifty_basis_z', value: z, unit: 'robust z' },
  ],

  reason: ({ basis, z }, p) =>
    `The near-month Nifty futures basis averaged ${signed(basis, 1)} % a year over ${p.meanDays} sessions; the robust z-score is ${signed(z, 1)}.`,
};

/** Annualised basis, percent a year, for each near-month futures price; NaN on a day without an index close. */
function basisOf({ view, sessions, closes }: AlignedMarket): Float64Array {
  const { observedOn, value } = view.column(`${NIFTY}.near`);
  const expiries = view.column(`${NIFTY}.near_expiry`).value;
  const spots = new Map(sessions.map((day, s) => [day, closes[s]!]));
  return value.map((future, row) => {
    const day = observedOn[row]! as Day;
    const spot = spots.get(day);
    return spot === undefined ? NaN : ((future / spot - 1) * 100 * 365) / (expiries[row]! - day);
  });
}
