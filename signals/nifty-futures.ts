import { z as schema } from 'zod';
import { ageInSessions, lastKnown } from '../src/market/align.ts';
import type { Day } from '../src/market/day.ts';
import { NIFTY } from '../src/market/series.ts';
import { clip } from '../src/math/clip.ts';
import { rollingMean } from '../src/math/windows/rolling-mean.ts';
import { minObservations, staleAfterSessions, weight } from './parameters.ts';
import { robustZ } from './robust-z.ts';
import type { SignalRule } from './signal.ts';
import type { Tape } from './aligned-market.ts';
import { signed } from './wording.ts';

const params = schema.strictObject({
  weight: weight(0),
  meanDays: schema.int().min(1).max(63).default(5).describe('Sessions in the mean'),
  minObservations: minObservations(504),
  zScale: schema.number().positive().default(2).describe('Robust standard deviations that score the full ±1'),
  staleAfterSessions: staleAfterSessions(5),
});
type Params = schema.infer<typeof params>;

interface Measured {
  /** Mean basis, percent a year. */
  readonly basis: number;
  /** (basis − expanding median) / (1.4826 · MAD). */
  readonly z: number;
}

/**
 * What traders pay to hold the Nifty forward: the near-month future above the index as a yearly rate, averaged over
 * a week. A high premium is demand for exposure and supports. The near month is the one that expires next after the
 * session, so on a day of expiry it is the month after: a contract without days left has no yearly rate. Optional: its
 * weight is 0 by default, so it is reported beside the five without a say.
 */
export const niftyFutures: SignalRule<Measured, Params> = {
  id: 'nifty-futures',
  title: 'Nifty futures',
  series: [`${NIFTY}.near`, `${NIFTY}.near_expiry`],
  params,
  defaults: params.parse({}),
  axis: { level: 'nifty-basis', move: (levels, to) => ({ ...levels, 'nifty-basis': to }) },

  prepare(tape, p) {
    const { sessions } = tape;
    const near = tape.view.column(`${NIFTY}.near`);
    const means = rollingMean(basisOf(tape), p.meanDays);
    const known = lastKnown(near, sessions);
    return {
      read(s) {
        const row = known[s]!;
        const basis = row < 0 ? NaN : means[row]!;
        if (Number.isNaN(basis))
          return { status: 'missing', observedOn: null, why: 'no prices of Nifty futures yet' };
        const observedOn = near.observedOn[row]! as Day;
        const age = ageInSessions(sessions, s, observedOn);
        return age > p.staleAfterSessions
          ? { status: 'stale', observedOn, why: `the last price of Nifty futures is ${age} sessions old` }
          : { status: 'ok', observedOn, levels: { 'nifty-basis': basis } };
      },
      measure(s, levels) {
        const basis = levels['nifty-basis'];
        const row = known[s]!;
        if (basis === undefined || row < 0) return null;
        const z = robustZ(means.subarray(0, row), basis, p.minObservations);
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
    `Near-month Nifty futures stood ${signed(basis, 1)} % a year from the index over ${p.meanDays} sessions, ${signed(z, 1)} robust deviations from the usual.`,
};

/** Percent a year, for each price of a near-month future; NaN on a day without a close of the index. */
function basisOf({ view, sessions, closes }: Tape): Float64Array {
  const { observedOn, value } = view.column(`${NIFTY}.near`);
  const expiries = view.column(`${NIFTY}.near_expiry`).value;
  const spots = new Map(sessions.map((day, s) => [day, closes[s]!]));
  return value.map((future, row) => {
    const day = observedOn[row]! as Day;
    const spot = spots.get(day);
    return spot === undefined ? NaN : ((future / spot - 1) * 100 * 365) / (expiries[row]! - day);
  });
}
