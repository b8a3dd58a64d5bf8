import { mean } from 'simple-statistics';
import { type Regime, REGIMES } from '../../../../regimes/regime.ts';
import { runsOf } from './runs.ts';

/** How the labels follow one another from month to month. */
export interface Transitions {
  /** `probability[from][to]`; a row sums to 1, or is all 0 for a label that never came before another month. */
  readonly probability: Readonly<Record<Regime, Readonly<Record<Regime, number>>>>;
  readonly count: Readonly<Record<Regime, Readonly<Record<Regime, number>>>>;
  /** Mean length of completed runs in months: first and last run of the record are cut short and not counted. */
  readonly meanDuration: Readonly<Record<Regime, number | null>>;
  /** Share of months. */
  readonly share: Readonly<Record<Regime, number>>;
}

const each = <T>(of: (regime: Regime) => T) =>
  Object.fromEntries(REGIMES.map((r) => [r, of(r)])) as Record<Regime, T>;

export function transitionsOf(labels: readonly Regime[]): Transitions {
  const count = each((from) =>
    each((to) => labels.filter((l, i) => l === from && labels[i + 1] === to).length),
  );
  const runs = runsOf(labels).slice(1, -1);
  return {
    count,
    probability: each((from) => {
      const total = REGIMES.reduce((sum, to) => sum + count[from][to], 0);
      return each((to) => (total === 0 ? 0 : count[from][to] / total));
    }),
    meanDuration: each((label) => {
      const lengths = runs.filter((r) => r.label === label).map((r) => r.months);
      return lengths.length > 0 ? mean(lengths) : null;
    }),
    share: each((label) => labels.filter((l) => l === label).length / labels.length),
  };
}
