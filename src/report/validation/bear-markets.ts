import { runsOf } from '../../validation/regimes/measures/runs.ts';
import type { Evidence } from '../../validation/regimes/result.ts';

/** A bear phase as dated afterwards, and when TRRM's labels saw it. Months as month-ends, ISO. */
export interface BearModel {
  /** Null where it was under way before the period, and then there is no lag to measure. */
  readonly peak: string | null;
  /** Null where it is not dated yet. */
  readonly trough: string | null;
  readonly months: number;
  /** Of them labelled bearish. */
  readonly labelled: number;
  /** The first bearish label from the peak on; null where there was none. */
  readonly firstLabel: string | null;
  readonly entryLag: number | null;
  readonly exitLag: number | null;
}

/** The bear phases one by one: what the mean lags of TRRM are the means of. */
export function bearModels({ months, bear, classifiers }: Evidence): BearModel[] {
  const isBearish = (i: number) => classifiers[0]?.labels[i] === 'bearish';
  return runsOf(bear)
    .filter((run) => run.label === true)
    .map((run): BearModel => {
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
