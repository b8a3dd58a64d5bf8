import { runsOf } from '../../validation/regimes/measures/runs.ts';
import type { RegimeValidation } from '../../validation/regimes/result.ts';

/** A bear market dated ex post, and the months in which TRRM's labels detected it. Months as ISO month-ends. */
export interface BearMarketModel {
  /** Null if it began before the period; there is no entry lag then. */
  readonly peak: string | null;
  /** Null if it cannot be dated yet. */
  readonly trough: string | null;
  readonly months: number;
  /** Number of its months labelled bearish. */
  readonly labelled: number;
  /** The first bearish label from the peak onwards; null if there is none. */
  readonly firstLabel: string | null;
  readonly entryLag: number | null;
  readonly exitLag: number | null;
}

/** The bear markets individually; the mean lags of TRRM are means over them. */
export function bearMarketModels({ months, bear, classifiers }: RegimeValidation): BearMarketModel[] {
  const isBearish = (i: number) => classifiers[0]?.labels[i] === 'bearish';
  return runsOf(bear)
    .filter((run) => run.label === true)
    .map((run): BearMarketModel => {
      const [peak, trough] = [run.from - 1, run.from + run.months - 1];
      const ended = bear[trough + 1] === false;
      const first = peak < 0 ? -1 : months.findIndex((_, i) => i >= peak && i <= trough && isBearish(i));
      const out =
        first < 0 || !ended
          ? -1
          : months.findIndex((_, i) => i >= trough && bear[i] !== null && !isBearish(i));
      return {
        peak: months[peak] ?? null,
        trough: ended ? months[trough]! : null,
        months: run.months,
        labelled: bear.filter((_, i) => i > peak && i <= trough && isBearish(i)).length,
        firstLabel: months[first] ?? null,
        entryLag: first < 0 ? null : first - peak,
        exitLag: out < 0 ? null : out - trough,
      };
    });
}
