import {
  type MeasuredHistory,
  rescore,
  SCORING_PARAMETERS,
  type SignalParameters,
} from '../../../regimes/model/rescore.ts';
import type { Regime } from '../../../regimes/regime.ts';
import { REGIMES } from '../../../regimes/regime.ts';
import type { RegimeRules } from '../../../regimes/model/rules.ts';
import { randomStream } from '../../math/random/random.ts';

/** What all draws share. Plain data, so that it can be sent to a worker thread. */
export interface PerturbationTask {
  readonly history: MeasuredHistory;
  readonly signals: SignalParameters;
  readonly rules: RegimeRules;
  /** Each parameter is multiplied by its own uniform draw from 1 − size to 1 + size. */
  readonly size: number;
  readonly seed: number;
}

/** Draws `from` to `to` − 1 of a task. */
export interface PerturbationChunk extends PerturbationTask {
  readonly from: number;
  readonly to: number;
}

/** Weights and scales of the signals. Windows and minimum histories are not perturbed: they would need new measurements. */
const SIGNAL_KEYS = SCORING_PARAMETERS;
const RULE_KEYS = ['enterBullish', 'leaveBullish', 'enterBearish', 'leaveBearish'] as const;

/** Rule-book paths of the perturbed parameters, in the order in which they are drawn. */
export const perturbedParameters = ({ signals }: Pick<PerturbationTask, 'signals'>): string[] => [
  ...Object.entries(signals).flatMap(([id, parameters]) =>
    SIGNAL_KEYS.filter((key) => key in parameters).map((key) => `signals.${id}.${key}`),
  ),
  ...RULE_KEYS.map((key) => `regimes.${key}`),
];

/**
 * The labels of each draw, by month of the measured history, as indices into `REGIMES`. A draw depends only on the seed and
 * its own number, so any split of the draws over threads gives the same labels.
 */
export function perturbedLabels({
  history,
  signals,
  rules,
  size,
  seed,
  from,
  to,
}: PerturbationChunk): Uint8Array[] {
  const root = randomStream(seed);
  return Array.from({ length: to - from }, (_, k) => {
    const random = root.split(`draw ${from + k}`);
    const perturbed = (value: number) => value * (1 - size + 2 * size * random.uniform());
    const drawnSignals = Object.fromEntries(
      Object.entries(signals).map(([id, parameters]) => [id, scaled(parameters, SIGNAL_KEYS, perturbed)]),
    ) as SignalParameters;
    const drawnRules = scaled(rules, RULE_KEYS, perturbed);
    return Uint8Array.from(rescore(history, drawnSignals, drawnRules), ({ label }) => REGIMES.indexOf(label));
  });
}

function scaled<T extends object>(from: T, keys: readonly string[], by: (value: number) => number): T {
  const copy = { ...from } as Record<string, unknown>;
  for (const key of keys) if (typeof copy[key] === 'number') copy[key] = by(copy[key]);
  return copy as T;
}

export const regimeAt = (index: number): Regime => REGIMES[index]!;
