import { z as schema } from 'zod';
import { ageInSessions, lastKnown } from '../src/market/align.ts';
import type { Day } from '../src/market/day.ts';
import { FII } from '../src/market/series.ts';
import { clip } from '../src/math/clip.ts';
import { rollingMean } from '../src/math/windows/rolling-mean.ts';
import { minObservations, staleAfterSessions, weight } from './parameters.ts';
import { robustZ } from './robust-z.ts';
import type { SignalRule } from './signal.ts';
import { signed } from './wording.ts';

const params = schema.strictObject({
  weight: weight(0),
  sumDays: schema.int().min(1).default(21).describe('Days of flow summed'),
  yardstickDays: schema.int().min(2).default(252).describe('Days whose mean absolute flow is the yardstick'),
  minObservations: minObservations(504),
  zScale: schema.number().positive().default(2).describe('Robust standard deviations that score the full ±1'),
  staleAfterSessions: staleAfterSessions(5),
});
type Params = schema.infer<typeof params>;

interface Measured {
  /** ₹ crore. */
  readonly flow: number;
  /** The flow in days of average absolute flow. */
  readonly intensity: number;
  /** (intensity − expanding median) / (1.4826 · MAD). */
  readonly z: number;
}

/**
 * Foreign money: a month of net foreign institutional cash flow, against its own usual size. Inflow supports.
 * Optional: its weight is 0 by default, so it is reported beside the five without a say.
 */
export const fiiFlows: SignalRule<Measured, Params> = {
  id: 'fii-flows',
  title: 'FII flows',
  series: [`${FII}.net`],
  params,
  defaults: params.parse({}),
  axis: { level: 'fii-flow', move: (levels, to) => ({ ...levels, 'fii-flow': to }) },

  prepare({ view, sessions }, p) {
    const net = view.column(`${FII}.net`);
    const sums = rollingMean(net.value, p.sumDays).map((mean) => mean * p.sumDays);
    const yardstick = rollingMean(net.value.map(Math.abs), p.yardstickDays);
    const intensities = sums.map((sum, i) => sum / yardstick[i]!);
    const known = lastKnown(net, sessions);
    return {
      read(s) {
        const row = known[s]!;
        const flow = row < 0 ? NaN : sums[row]!;
        if (Number.isNaN(flow))
          return { status: 'missing', observedOn: null, why: 'no month of FII flows yet' };
        const observedOn = net.observedOn[row]! as Day;
        const age = ageInSessions(sessions, s, observedOn);
        return age > p.staleAfterSessions
          ? { status: 'stale', observedOn, why: `the last FII flow is ${age} sessions old` }
          : { status: 'ok', observedOn, levels: { 'fii-flow': flow } };
      },
      measure(s, levels) {
        const flow = levels['fii-flow'];
        const row = known[s]!;
        if (flow === undefined || row < 0 || !(yardstick[row]! > 0)) return null;
        const intensity = flow / yardstick[row]!;
        const z = robustZ(intensities.subarray(0, row), intensity, p.minObservations);
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
    `Foreign institutions ${flow < 0 ? 'sold' : 'bought'} a net ₹ ${Math.abs(Math.round(flow)).toLocaleString('en-IN')} crore over ${p.sumDays} days, ${signed(z, 1)} robust deviations from the usual.`,
};
