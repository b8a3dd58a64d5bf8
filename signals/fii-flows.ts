import { z as schema } from 'zod';
import { ageInSessions, lastKnown } from '../src/market/align.ts';
import { lastGapOfRows, noSessions, withoutGaps } from '../src/market/calendar/calendar.ts';
import type { Day } from '../src/market/day.ts';
import { FII } from '../src/market/series.ts';
import { clip } from '../src/math/clip.ts';
import { expandingOrder } from '../src/math/statistics/expanding-order.ts';
import { rollingMean } from '../src/math/windows/rolling-mean.ts';
import { minObservations, staleAfterSessions, weight } from './parameters.ts';
import { robustZ } from './robust-z.ts';
import type { SignalRule } from './signal.ts';
import { signed } from '../src/format/numbers.ts';

const params = schema.strictObject({
  weight: weight(0),
  sumDays: schema.int().min(1).default(21).describe('Trading days over which net flow is summed'),
  scaleDays: schema
    .int()
    .min(2)
    .default(252)
    .describe('Trading days over which the mean absolute daily flow is taken, the unit of the sum'),
  minObservations: minObservations(504),
  zScale: schema.number().positive().default(2).describe('Robust z-score at which the score reaches ±1'),
  staleAfterSessions: staleAfterSessions(5),
});
type Params = schema.infer<typeof params>;

interface Measurement {
  /** Net flow over the window, ₹ crore. */
  readonly flow: number;
  /** The flow in units of the mean absolute daily flow. */
  readonly intensity: number;
  /** (intensity − expanding median) / (1.4826 · MAD). */
  readonly z: number;
}

/**
 * FII flows: the robust z-score of 21 days of net foreign institutional cash flow, in units of the 252-day mean absolute daily
 * flow. Inflows are supportive. Optional: the default weight is 0, so it is reported without entering the score S.
 */
export const fiiFlows: SignalRule<Measurement, Params> = {
  id: 'fii-flows',
  title: 'FII flows',
  series: [`${FII}.net`],
  params,
  defaults: params.parse({}),
  axis: { level: 'fii-flow', move: (levels, to) => ({ ...levels, 'fii-flow': to }) },

  prepare({ view, sessions }, p) {
    const net = view.column(`${FII}.net`);
    const sums = rollingMean(net.value, p.sumDays).map((mean) => mean * p.sumDays);
    const scale = rollingMean(net.value.map(Math.abs), p.scaleDays);
    const intensities = sums.map((sum, i) => sum / scale[i]!);
    const known = lastKnown(net, sessions);
    const days = Math.max(p.sumDays, p.scaleDays);
    const upTo = expandingOrder(withoutGaps(intensities, days, net.observedOn));
    return {
      observe(s) {
        const row = known[s]!;
        const flow = row < 0 ? NaN : sums[row]!;
        if (Number.isNaN(flow))
          return { status: 'missing', observedOn: null, reason: 'not enough FII flows' };
        const observedOn = net.observedOn[row]! as Day;
        const gap = lastGapOfRows(net.observedOn, row - days + 1, row);
        if (gap) {
          const reason = `it rests on ${days} trading days, and has ${noSessions(gap, 'flows')}`;
          return { status: 'missing', observedOn, reason };
        }
        const age = ageInSessions(sessions, s, observedOn);
        return age > p.staleAfterSessions
          ? { status: 'stale', observedOn, reason: `the last FII flow is ${age} sessions old` }
          : { status: 'ok', observedOn, levels: { 'fii-flow': flow } };
      },
      measure(s, levels) {
        const flow = levels['fii-flow'];
        const row = known[s]!;
        if (flow === undefined || row < 0 || !(scale[row]! > 0)) return null;
        const intensity = flow / scale[row]!;
        const z = robustZ(upTo(row), intensity, p.minObservations);
        return z === null ? null : { flow, intensity, z };
      },
      context: () => [],
    };
  },

  score: ({ z }, p) => clip(z / p.zScale, -1, 1),

  features: ({ flow, intensity, z }, p) => [
    { name: `fii_flow_${p.sumDays}d`, value: flow, unit: '₹ crore' },
    { name: 'fii_intensity', value: intensity, unit: 'days of average flow' },
    { name: 'fii_z', value: z, unit: 'robust z' },
  ],

  reason: ({ flow, z }, p) =>
    `Foreign institutions ${flow < 0 ? 'sold' : 'bought'} a net ₹ ${Math.abs(Math.round(flow)).toLocaleString('en-IN')} crore over ${p.sumDays} days; the robust z-score is ${signed(z, 1)}.`,
};
