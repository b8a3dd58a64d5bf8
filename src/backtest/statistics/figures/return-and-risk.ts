import { capital } from '../../../format/words.ts';
import { downsideDeviation, excessKurtosis, skewness, tailOf, volatility } from '../dispersion.ts';
import { longestDrawdown } from '../drawdown-table.ts';
import { arithmeticAnnualReturn, meanOf } from '../growth.ts';
import type { PeriodReturns, Sample } from '../sample.ts';
import {
  annual,
  cagrOf,
  depthOf,
  indicesOf,
  once,
  unlessEmpty,
  figure,
  type Rule,
  totalOf,
} from './figure-rule.ts';

/** The figures of a return series and its conventions, for one spacing of returns. */
export function returnFigures(s: Sample): Rule[] {
  const { period: p, adjective: each, perYear: k } = s.headline;
  return [
    figure('total-return', 'Total return', 'fraction', 'end value over start value, minus 1', totalOf),
    annual('cagr', 'CAGR', 'fraction', '(1 + total return)^(1/years) − 1, a year of 365.25 days', cagrOf),
    annual('arithmetic-return', 'Arithmetic return a year', 'fraction', `mean ${each} return × ${k}`, (x) =>
      unlessEmpty(x.headline.own, (r) => arithmeticAnnualReturn(r, k)),
    ),
    figure('best', `Best ${p}`, 'fraction', 'simple return', (x) =>
      unlessEmpty(x.headline.own, (r) => Math.max(...Array.from(r))),
    ),
    figure('worst', `Worst ${p}`, 'fraction', 'simple return', (x) =>
      unlessEmpty(x.headline.own, (r) => Math.min(...Array.from(r))),
    ),
    figure(
      'positive',
      `${capital(p)}s with a gain`,
      'fraction',
      `share of ${p}s with a return above 0`,
      (x) => unlessEmpty(x.headline.own, (r) => meanOf(Array.from(r, (v) => (v > 0 ? 1 : 0)))),
    ),
  ];
}

export function riskFigures(s: Sample): Rule[] {
  const { period: p, adjective: each, perYear: k } = s.headline;
  const both = (of: (r: PeriodReturns) => number | null, make: (r: PeriodReturns) => Rule): Rule[] =>
    [s.headline, ...(s.fine ? [s.fine] : [])].map((r) => ({
      ...make(r),
      of: (x: Sample) => of(r === s.headline ? x.headline : x.fine!),
    }));
  const tail = once((r: PeriodReturns) => tailOf(r.own));
  const named = (id: string, r: PeriodReturns): string => (r === s.headline ? id : `${id}-${r.period}`);
  return [
    ...both(
      (r) => volatility(r.own, r.perYear),
      (r) =>
        annual(
          named('volatility', r),
          `Volatility, ${r.adjective}`,
          'fraction',
          `standard deviation (n − 1) of ${r.adjective} returns × √${r.perYear}`,
          () => null,
        ),
    ),
    annual(
      'downside-deviation',
      'Downside deviation',
      'fraction',
      `root of the mean squared return below 0 over all ${p}s × √${k}`,
      (x) => unlessEmpty(x.headline.own, (r) => downsideDeviation(r) * Math.sqrt(k)),
    ),
    figure(
      'skewness',
      'Skewness',
      'number',
      `sample skewness of ${each} returns (adjusted Fisher–Pearson)`,
      (x) => skewness(x.headline.own),
    ),
    figure(
      'excess-kurtosis',
      'Excess kurtosis',
      'number',
      `sample kurtosis of ${each} returns minus 3`,
      (x) => excessKurtosis(x.headline.own),
    ),
    figure(
      'maximum-drawdown',
      'Maximum drawdown',
      'fraction',
      'largest decline from the running peak, start value included, on every value',
      (x) => -depthOf(x),
    ),
    figure(
      'longest-drawdown',
      'Longest drawdown',
      'days',
      'calendar days from a peak to its recovery, or to the end',
      (x) => longestDrawdown(x.path),
    ),
    figure(
      'ulcer-index',
      'Ulcer index',
      'fraction',
      'root mean squared fall from the running peak, on every value (Martin)',
      (x) => indicesOf(x).ulcer,
    ),
    figure(
      'pain-index',
      'Pain index',
      'fraction',
      'mean fall from the running peak, on every value',
      (x) => indicesOf(x).pain,
    ),
    ...both(
      (r) => tail(r)?.valueAtRisk ?? null,
      (r) =>
        figure(
          named('value-at-risk', r),
          `Value at risk 95 %, ${r.adjective}`,
          'fraction',
          `5 % quantile (type 7) of ${r.adjective} returns, not annualised`,
          () => null,
        ),
    ),
    ...both(
      (r) => tail(r)?.expectedShortfall ?? null,
      (r) =>
        figure(
          named('expected-shortfall', r),
          `Expected shortfall 95 %, ${r.adjective}`,
          'fraction',
          `mean of the ${r.adjective} returns at or below that quantile`,
          () => null,
        ),
    ),
  ];
}
