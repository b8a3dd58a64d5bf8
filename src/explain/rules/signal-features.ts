import type { SignalId } from '../../../signals/signal.ts';
import { monthEnds, sessionsOf } from '../../market/calendar/calendar.ts';
import type { Day } from '../../market/day.ts';
import { FII, GSEC_10Y, INDIA_VIX, NIFTY, type SeriesKey, US_VIX } from '../../market/series.ts';
import { type At, beside, type RowsAsked, valueOf } from '../rule.ts';

import { parametersOf } from './signal-scores.ts';

/** The days of the last rows of a series that the run saw. */
export function lastDays(at: At, key: SeriesKey, n: number): Day[] {
  const { market, decision } = at.made.run;
  const view = market.view(at.made.run.orderInput.view.asOf);
  return decision.asOf ? (Array.from(view.column(key).observedOn.slice(-n)) as Day[]) : [];
}

/** The last month-ends of the Nifty 50, the current session the last. */
function lastMonthEnds(at: At, n: number): Day[] {
  const sessions = sessionsOf(at.made.run.orderInput.view);
  return monthEnds(sessions)
    .slice(-n)
    .map((s) => sessions[s]!);
}

/** A feature in words, with the parameters and the rows of its window. */
export interface FeatureSource {
  readonly words: string;
  readonly symbols?: string;
  readonly parameters: readonly string[];
  readonly rows: (at: At) => readonly RowsAsked[];
  /** Other features that it is made of, as pointers, and the value from them; others are measured again. */
  readonly from?: {
    readonly inputs: (at: At) => readonly string[];
    readonly value: (inputs: readonly number[]) => number;
  };
}

const days =
  (key: SeriesKey, n: (at: At) => number) =>
  (at: At): readonly RowsAsked[] => [{ kind: 'days', key, days: lastDays(at, key, n(at)) }];
const number = (at: At, id: SignalId, name: string): number => parametersOf(at, id)[name] as number;
const atMonthEnds =
  (name: string) =>
  (at: At): readonly RowsAsked[] => [
    { kind: 'days', key: `${NIFTY}.close`, days: lastMonthEnds(at, number(at, 'nifty-regression', name)) },
  ];
const lastRatio = (field: 'pe' | 'pb' | 'dy'): FeatureSource => ({
  words: `The published ratio of the last session, times the factors of the structural breaks since the beginning of the series.`,
  parameters: [],
  rows: days(`${NIFTY}.${field}`, () => 1),
});

const FEATURES: Readonly<Record<string, FeatureSource>> = {
  us_vix: {
    words: 'The mean of the last closes of the US VIX.',
    parameters: ['meanDays'],
    rows: days(`${US_VIX}.close`, (at) => number(at, 'us-vix', 'meanDays')),
  },
  india_vix: {
    words: 'The mean of India VIX over the last sessions, values carried forward included.',
    parameters: ['meanSessions', 'minPresent'],
    rows: days(`${INDIA_VIX}.close`, (at) => number(at, 'india-vix', 'meanSessions')),
  },
  realised_vol: {
    words: 'The realised volatility of the Nifty 50, the proxy while India VIX is too short.',
    parameters: ['proxySessions'],
    rows: days(`${NIFTY}.close`, (at) => number(at, 'india-vix', 'proxySessions') + 1),
  },
  trend_gap: {
    words: 'The log close less the mean of the log closes of the last month-ends, this session the last.',
    symbols: 'ln P − mean(ln P)',
    parameters: ['gapMonths'],
    rows: atMonthEnds('gapMonths'),
  },
  trend_t: {
    words: 'The t-statistic of the least-squares slope of the log closes of the last month-ends.',
    symbols: 'b / se(b)',
    parameters: ['slopeMonths'],
    rows: atMonthEnds('slopeMonths'),
  },
  pe_chained: lastRatio('pe'),
  pb: lastRatio('pb'),
  dy_chained: lastRatio('dy'),
  valuation: {
    words: 'The mean of the percentiles of P/E, P/B and the inverted dividend yield.',
    symbols: '(p(P/E) + p(P/B) + 1 − p(DY)) / 3',
    parameters: [],
    rows: () => [],
    from: {
      inputs: (at) => [0, 1, 2].map((k) => beside(at, '..', k, 'percentile')),
      value: ([pe, pb, dy]) => (pe! + pb! + 1 - dy!) / 3,
    },
  },
  gsec: {
    words: 'The 10-year yield of the last session.',
    parameters: ['staleAfterSessions'],
    rows: days(`${GSEC_10Y}.close`, () => 1),
  },
  gsec_change: {
    words: 'The yield less the yield so many sessions before.',
    parameters: ['changeSessions'],
    rows: (at) => {
      const all = lastDays(at, `${GSEC_10Y}.close`, number(at, 'gsec-yields', 'changeSessions') + 1);
      return [{ kind: 'days', key: `${GSEC_10Y}.close`, days: [...all.slice(0, 1), ...all.slice(-1)] }];
    },
  },
  beer: {
    words: 'The yield over the earnings yield: the 10-year yield times the chained P/E.',
    symbols: 'y · P/E / 100',
    parameters: [],
    rows: (at) => [...days(`${GSEC_10Y}.close`, () => 1)(at), ...days(`${NIFTY}.pe`, () => 1)(at)],
  },
  fii_flow: {
    words: 'The sum of net flows over the last days.',
    parameters: ['sumDays'],
    rows: days(`${FII}.net`, (at) => number(at, 'fii-flows', 'sumDays')),
  },
  fii_intensity: {
    words: 'That sum in units of the mean absolute daily flow.',
    parameters: ['sumDays', 'scaleDays'],
    rows: () => [{ kind: 'series', key: `${FII}.net` }],
  },
  fii_z: {
    words:
      'The distance of the intensity from its median, in units of 1.4826 times the median absolute deviation.',
    symbols: '(x − median) / (1.4826 MAD)',
    parameters: ['minObservations'],
    rows: () => [{ kind: 'series', key: `${FII}.net` }],
  },
  nifty_basis: {
    words:
      'The mean over the last sessions of the annualised premium of the near-month future over the index.',
    symbols: 'mean((F/P − 1) · 365 / days to expiry)',
    parameters: ['meanDays'],
    rows: (at) =>
      (['near', 'near_expiry', 'close'] as const).flatMap((field) =>
        days(`${NIFTY}.${field}`, () => number(at, 'nifty-futures', 'meanDays'))(at),
      ),
  },
  nifty_basis_z: {
    words:
      'The distance of the basis from its median, in units of 1.4826 times the median absolute deviation.',
    symbols: '(x − median) / (1.4826 MAD)',
    parameters: ['minObservations'],
    rows: () => [{ kind: 'series', key: `${NIFTY}.near` }],
  },
};

/** A feature's name without the length of its window. */
export const featureSource = (at: At): FeatureSource =>
  FEATURES[String(valueOf(at, beside(at, 'name'))).replace(/_\d+d$/, '')]!;
