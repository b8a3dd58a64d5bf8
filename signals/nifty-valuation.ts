import { mean } from 'simple-statistics';
import { z } from 'zod';
import { ageInSessions, lastKnown } from '../src/market/align.ts';
import { chainedBy, chainsOf } from '../src/market/quality/breaks.ts';
import type { Day } from '../src/market/day.ts';
import { NIFTY, type SeriesKey } from '../src/market/series.ts';
import { midRankIn } from '../src/math/statistics/mid-rank.ts';
import { momentumContext } from './technical-indicators.ts';
import { contrarianScore } from './percentile-score.ts';
import { halfRange, minObservations, staleAfterSessions, weight } from './parameters.ts';
import type { Feature, SignalRule } from './signal.ts';
import type { AlignedMarket } from './aligned-market.ts';
import { ordinalPercentile } from '../src/format/numbers.ts';

const params = z.strictObject({
  weight: weight(0.15),
  minObservations: minObservations(756),
  halfRange: halfRange(),
  staleAfterSessions: staleAfterSessions(10),
});
type Params = z.infer<typeof params>;

const RATIOS = ['pe', 'pb', 'dy'] as const;
type Ratio = (typeof RATIOS)[number];

interface Measurement {
  /** Chained across structural breaks, in terms of the beginning of the series. P/E and P/B as multiples, dividend yield in percent. */
  readonly chained: Readonly<Record<Ratio, number>>;
  readonly percentile: Readonly<Record<Ratio, number>>;
  /** Mean of the percentiles of P/E and P/B and of 1 − the percentile of the dividend yield, 0 to 1. */
  readonly valuationPercentile: number;
}

/**
 * Nifty valuation: the contrarian score of the mean percentile of P/E, P/B and inverted dividend yield. Each ratio of the
 * Nifty 50 is ranked in its own history, chained across structural breaks; an expensive market is hostile.
 */
export const niftyValuation: SignalRule<Measurement, Params> = {
  id: 'nifty-valuation',
  title: 'Nifty valuation',
  series: RATIOS.map((r): SeriesKey => `${NIFTY}.${r}`),
  params,
  defaults: params.parse({}),
  axis: {
    level: 'pe',
    // A move in P/E is a move in price: book value and dividends are unchanged, so P/B moves with it and the yield inversely.
    move: (levels, to) => {
      const { pe, pb, dy } = levels;
      if (pe === undefined || pb === undefined || dy === undefined) return levels;
      return { ...levels, pe: to, pb: (pb * to) / pe, dy: (dy * pe) / to };
    },
  },

  prepare(market, p) {
    const series = {
      pe: chainedSeries(market, 'pe'),
      pb: chainedSeries(market, 'pb'),
      dy: chainedSeries(market, 'dy'),
    };
    return {
      observe(s) {
        const rows = RATIOS.map((r) => series[r].known[s]!);
        if (rows.some((row) => row < 0)) {
          return { status: 'missing', observedOn: null, reason: 'no P/E, P/B and dividend yield available' };
        }
        const observedOn = Math.min(...RATIOS.map((r, i) => series[r].observedOn[rows[i]!]!)) as Day;
        const age = ageInSessions(market.sessions, s, observedOn);
        if (age > p.staleAfterSessions) {
          return {
            status: 'stale',
            observedOn,
            reason: `the last P/E, P/B and dividend yield are ${age} sessions old`,
          };
        }
        const at = (r: Ratio) => series[r].published[series[r].known[s]!]!;
        return { status: 'ok', observedOn, levels: { pe: at('pe'), pb: at('pb'), dy: at('dy') } };
      },
      measure(s, levels) {
        const { pe, pb, dy } = levels;
        if (pe === undefined || pb === undefined || dy === undefined) return null;
        const rank = (r: Ratio, level: number) => {
          const { rank: rankOf, factor, known } = series[r];
          const value = level * factor(s);
          return { value, ...rankOf(known[s]!, value) };
        };
        const ranks = { pe: rank('pe', pe), pb: rank('pb', pb), dy: rank('dy', dy) };
        if (RATIOS.some((r) => ranks[r].n < p.minObservations)) return null;
        return {
          chained: { pe: ranks.pe.value, pb: ranks.pb.value, dy: ranks.dy.value },
          percentile: { pe: ranks.pe.percentile, pb: ranks.pb.percentile, dy: ranks.dy.percentile },
          valuationPercentile: (ranks.pe.percentile + ranks.pb.percentile + 1 - ranks.dy.percentile) / 3,
        };
      },
      context(s) {
        const upTo = (r: Ratio) => series[r].chained.subarray(0, series[r].known[s]! + 1);
        if (series.pe.known[s]! < 0) return [];
        return [...movi(upTo('pe'), upTo('pb'), upTo('dy')), ...momentumContext(upTo('pe'))];
      },
    };
  },

  score: ({ valuationPercentile }, p) => contrarianScore(valuationPercentile, p.halfRange),

  features: ({ chained, percentile, valuationPercentile }) => [
    { name: 'pe_chained', value: chained.pe, unit: '×', percentile: percentile.pe },
    { name: 'pb', value: chained.pb, unit: '×', percentile: percentile.pb },
    { name: 'dy_chained', value: chained.dy, unit: '%', percentile: percentile.dy },
    { name: 'valuation', value: valuationPercentile, unit: 'mean percentile' },
  ],

  reason: ({ percentile, valuationPercentile }) =>
    `P/E is at its ${ordinalPercentile(percentile.pe)} percentile, P/B at its ${ordinalPercentile(percentile.pb)} and the dividend yield at its ${ordinalPercentile(percentile.dy)}; combined, with the yield inverted, valuation is at the ${ordinalPercentile(valuationPercentile)} percentile.`,
};

/** One ratio as published and chained, by row, with the chain factor of each session. */
function chainedSeries({ view, sessions }: AlignedMarket, ratio: Ratio) {
  const key: SeriesKey = `${NIFTY}.${ratio}`;
  const column = view.column(key);
  const chains = chainsOf(view, key);
  const known = lastKnown(column, sessions);
  const chained = column.value.map((v, i) => v * chainedBy(chains, column.observedOn[i]!));
  return {
    observedOn: column.observedOn,
    published: column.value,
    chained,
    rank: midRankIn(chained),
    known,
    factor: (s: number) => chainedBy(chains, column.observedOn[known[s]!]!),
  };
}

/**
 * A valuation index after Motilal Oswal's MOVI: 100 · ((PE/mean)(PB/mean)(mean DY/DY))^⅓ with expanding means. 100 is the
 * market's own average. Context only.
 */
function movi(pe: Float64Array, pb: Float64Array, dy: Float64Array): Feature[] {
  const relative = (v: Float64Array) => v.at(-1)! / mean(Array.from(v));
  const value = 100 * Math.cbrt((relative(pe) * relative(pb)) / relative(dy));
  return Number.isFinite(value) ? [{ name: 'valuation_index', value, unit: 'average = 100' }] : [];
}
