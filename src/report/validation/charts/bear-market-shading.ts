import * as Plot from '@observablehq/plot';
import type { TrialPeriod } from '../evidence.ts';
import type { MonthSpan } from '../month-spans.ts';
import { UNCERTAIN_WASH } from '../../charts/regime-style.ts';
import { utc } from '../../charts/time-panel.ts';

/** Behind a drawing: grey where the market fell, as dated afterwards; hatched where that is not certain yet. */
export const bearShade = ({ bears, undated }: TrialPeriod): Plot.Markish[] => [
  shade(bears, 'var(--band)'),
  shade(undated, UNCERTAIN_WASH),
];

const shade = (spans: readonly MonthSpan<unknown>[], fill: string): Plot.Markish =>
  Plot.rectX(spans, {
    x1: (s: MonthSpan<unknown>) => utc(s.from),
    x2: (s: MonthSpan<unknown>) => utc(s.to),
    fill,
  });
