import { type MeasuredRecord, relabel, type SignalParameters } from '../../../regimes/model/rescore.ts';
import type { Regime } from '../../../regimes/regime.ts';
import { REGIMES } from '../../../regimes/regime.ts';
import type { RegimeRules } from '../../../regimes/model/rules.ts';
import { randomStream } from '../../math/random/random.ts';

/** What all draws share. Plain data, so that it can be handed to a worker thread. */
export interface JitterTask {
  readonly record: MeasuredRecord;
  readonly signals: SignalParameters;
  readonly rules: RegimeRules;
  /** Each parameter is multiplied by its own uniform draw from 1 − size to 1 + size. */
  readonly size: number;
  readonly seed: number;
}

/** Draws `from` to `to` − 1 of a task. */
export interface JitterChunk extends JitterTask {
  readonly from: number;
  readonly to: number;
}

/** Thresholds and scales of the signals that change a score; windows and minimum histories are not jittered. */
const SIGNAL_KEYS = ['weight', 'halfRange', 'gapScale', 'tScale', 'changeScale', 'zScale'] as const;
const RULE_KEYS = ['enterBullish', 'leaveBullish', 'enterBearish', 'leaveBearish'] as const;

/** The paths of the parameters that are jittered, in the order in which they draw. */
export const jitteredPaths = ({ signals }: Pick<JitterTask, 'signals'>): string[] => [
  ...Object.entries(signals).flatMap(([id, parameters]) =>
    SIGNAL_KEYS.filter((key) => key in parameters).map((key) => `signals.${id}.${key}`),
  ),
  ...RULE_KEYS.map((key) => `regimes.${key}`),
];

/**
 * The labels of each draw, as indices into `REGIMES`. A draw depends on the seed and its own number alone, so any
 * split of the draws over threads gives the same labels.
 */
export function jitterLabels({ record, signals, rules, size, seed, from, to }: JitterChunk): Uint8Array[] {
  const root = randomStream(seed);
  return Array.from({ length: to - from }, (_, k) => {
    const random = root.split(`draw ${from + k}`);
    const jittered = (value: number) => value * (1 - size + 2 * size * random.uniform());
    const drawnSignals = Object.fromEntries(
      Object.entries(signals).map(([id, parameters]) => [id, scaled(parameters, SIGNAL_KEYS, jittered)]),
    ) as SignalParameters;
    const drawnRules = scaled(rules, RULE_KEYS, jittered);
    return Uint8Array.from(relabel(record, drawnSignals, drawnRules), ({ label }) => REGIMES.indexOf(label));
  });
}

function scaled<T extends object>(from: T, keys: readonly string[], by: (value: number) => number): T {
  const copy = { ...from } as Record<string, unknown>;
  for (const key of keys) if (typeof copy[key] === 'number') copy[key] = by(copy[key]);
  return copy as T;
}

export const regimeAt = (index: number): Regime => REGIMES[index]!;
