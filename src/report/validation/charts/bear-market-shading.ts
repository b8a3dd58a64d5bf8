import * as Plot from '@observablehq/plot';
import type { ValidationPeriod } from '../page-model.ts';
import type { MonthSpan } from '../month-spans.ts';
import { UNCERTAIN_WASH } from '../../charts/regime-style.ts';
import { utc } from '../../charts/time-panel.ts';

/** Background of a chart: grey in bear markets dated ex post, hatched in months that cannot be dated yet. */
export const bearMarketShading = ({ bearMarkets, undated }: ValidationPeriod): Plot.Markish[] => [
  shade(bearMarkets, 'var(--band)'),
  shade(undated, UNCERTAIN_WASH),
];

const shade = (spans: readonly MonthSpan<unknown>[], fill: string): Plot.Markish =>
  Plot.rectX(spans, {
    x1: (s: MonthSpan<unknown>) => utc(s.from),
    x2: (s: MonthSpan<unknown>) => utc(s.to),
    fill,
  });
