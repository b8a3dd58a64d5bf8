import { mean } from 'simple-statistics';
import { type Regime, REGIMES } from '../../../../regimes/regime.ts';
import { byRegime } from '../by-regime.ts';
import { runsOf } from './runs.ts';

/** How the labels follow one another from month to month. */
export interface Transitions {
  /** `probability[from][to]`; a row sums to 1, or is all 0 for a label that no month follows. */
  readonly probability: Readonly<Record<Regime, Readonly<Record<Regime, number>>>>;
  readonly count: Readonly<Record<Regime, Readonly<Record<Regime, number>>>>;
  /** Mean length of completed runs in months: the first and last runs are truncated and not counted. */
  readonly meanDuration: Readonly<Record<Regime, number | null>>;
  /** Fraction of months with the label. */
  readonly frequency: Readonly<Record<Regime, number>>;
}

export function transitionsOf(labels: readonly Regime[]): Transitions {
  const count = byRegime((from) =>
    byRegime((to) => labels.filter((l, i) => l === from && labels[i + 1] === to).length),
  );
  const runs = runsOf(labels).slice(1, -1);
  return {
    count,
    probability: byRegime((from) => {
      const total = REGIMES.reduce((sum, to) => sum + count[from][to], 0);
      return byRegime((to) => (total === 0 ? 0 : count[from][to] / total));
    }),
    meanDuration: byRegime((label) => {
      const lengths = runs.filter((r) => r.label === label).map((r) => r.months);
      return lengths.length > 0 ? mean(lengths) : null;
    }),
    frequency: byRegime((label) => labels.filter((l) => l === label).length / labels.length),
  };
}
