import { mean } from 'simple-statistics';
import type { Phase } from '../../../../regimes/dating/turning-points.ts';
import { runsOf } from './runs.ts';

/** How soon a classifier detects the bear markets that are dated ex post. Months. */
export interface Lags {
  readonly bears: number;
  /** Bear phases with at least one month labelled bearish. */
  readonly found: number;
  /** Mean from the peak to the first bearish label, over the bears found; 0 for a label at the peak's own month-end. */
  readonly entry: number | null;
  /** Mean from the trough to the first month not labelled bearish, over the bears found that end in the sample. */
  readonly exit: number | null;
}

/**
 * A bear phase runs from the month after its peak to its trough. A phase already under way when the labels begin has its
 * peak outside the sample and is left out.
 *
 * @param bearish whether each month was labelled bearish.
 * @param phases dated ex post, one for each month.
 */
export function lagsOf(bearish: readonly boolean[], phases: readonly Phase[]): Lags {
  const runs = runsOf(phases);
  const bears = runs.filter((run, i) => run.label === 'bear' && i > 0);
  const found = bears.flatMap((bear) => {
    const end = bear.from + bear.months;
    // A label already bearish at the peak counts as an entry lag of 0.
    const peak = bear.from - 1;
    const first = bearish.findIndex((b, i) => b && i >= peak && i < end);
    return first < 0 ? [] : [{ entry: first - peak, end }];
  });
  const exits = found.flatMap(({ end }) => {
    const out = bearish.findIndex((b, i) => !b && i >= end - 1);
    return out < 0 || end >= phases.length ? [] : [out - (end - 1)];
  });
  return {
    bears: bears.length,
    found: found.length,
    entry: found.length > 0 ? mean(found.map((f) => f.entry)) : null,
    exit: exits.length > 0 ? mean(exits) : null,
  };
}
