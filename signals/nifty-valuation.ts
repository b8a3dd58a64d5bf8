import { mean } from 'simple-statistics';
import { z } from 'zod';
import { ageInSessions, lastKnown } from '../src/market/align.ts';
import { chainedBy, chainsOf } from '../src/market/quality/breaks.ts';
import type { Day } from '../src/market/day.ts';
import { NIFTY, type SeriesKey } from '../src/market/series.ts';
import { midRank } from '../src/math/statistics/mid-rank.ts';
import { momentumContext } from './technical-indicators.ts';
import { hostileWhenHigh } from './percentile-score.ts';
import { halfRange, minObservations, staleAfterSessions, weight } from './parameters.ts';
import type { Feature, SignalRule } from './signal.ts';
import type { Tape } from './aligned-market.ts';
import { percentText } from './wording.ts';

const params = z.strictObject({
  weight: weight(0.15),
  minObservations: minObservations(756),
  halfRange: halfRange(),
  staleAfterSessions: staleAfterSessions(10),
});
type Params = z.infer<typeof params>;

const RATIOS = ['pe', 'pb', 'dy'] as const;
type Ratio = (typeof RATIOS)[number];

interface Measured {
  /** Chained over structural breaks, so on the basis of the series' beginning. */
  readonly chained: Readonly<Record<Ratio, number>>;
  readonly percentile: Readonly<Record<Ratio, number>>;
  /** Mean of pct P/E, pct P/B and 1 − pct dividend yield. */
  readonly dearness: number;
}

/**
 * How dear the market is: P/E, P/B and dividend yield of the Nifty, each ranked in its own chained history, a
 * high dividend yield counting as cheap. Dear is hostile.
 */
export const niftyValuation: SignalRule<Measured, Params> = {
  id: 'nifty-valuation',
  title: 'Nifty valuation',
  series: RATIOS.map((r): SeriesKey => `${NIFTY}.${r}`),
  params,
  defaults: params.parse({}),
  axis: {
    level: 'pe',
    // A move told in P/E is a move of price: book and dividends stay, so P/B goes along and the yield against.
    move: (levels, to) => {
      const { pe, pb, dy } = levels;
      if (pe === undefined || pb === undefined || dy === undefined) return levels;
      return { ...levels, pe: to, pb: (pb * to) / pe, dy: (dy * pe) / to };
    },
  },

  prepare(tape, p) {
    const series = {
      pe: chainedSeries(tape, 'pe'),
      pb: chainedSeries(tape, 'pb'),
      dy: chainedSeries(tape, 'dy'),
    };
    return {
      read(s) {
        const rows = RATIOS.map((r) => series[r].known[s]!);
        if (rows.some((row) => row < 0)) {
          return { status: 'missing', observedOn: null, why: 'no P/E, P/B and dividend yield yet' };
        }
        const observedOn = Math.min(...RATIOS.map((r, i) => series[r].observedOn[rows[i]!]!)) as Day;
        const age = ageInSessions(tape.sessions, s, observedOn);
        if (age > p.staleAfterSessions) {
          return {
            status: 'stale',
            observedOn,
            why: `the last P/E, P/B and dividend yield are ${age} sessions old`,
          };
        }
        const at = (r: Ratio) => series[r].published[series[r].known[s]!]!;
        return { status: 'ok', observedOn, levels: { pe: at('pe'), pb: at('pb'), dy: at('dy') } };
      },
      measure(s, levels) {
        const { pe, pb, dy } = levels;
        if (pe === undefined || pb === undefined || dy === undefined) return null;
        const rank = (r: Ratio, level: number) => {
          const { chained, factor, known } = series[r];
          const value = level * factor(s);
          return { value, ...midRank(chained, known[s]!, value) };
        };
        const ranks = { pe: rank('pe', pe), pb: rank('pb', pb), dy: rank('dy', dy) };
        if (RATIOS.some((r) => ranks[r].n < p.minObservations)) return null;
        return {
          chained: { pe: ranks.pe.value, pb: ranks.pb.value, dy: ranks.dy.value },
          percentile: { pe: ranks.pe.percentile, pb: ranks.pb.percentile, dy: ranks.dy.percentile },
          dearness: (ranks.pe.percentile + ranks.pb.percentile + 1 - ranks.dy.percentile) / 3,
        };
      },
      context(s) {
        const upTo = (r: Ratio) => series[r].chained.subarray(0, series[r].known[s]! + 1);
        if (series.pe.known[s]! < 0) return [];
        return [...movi(upTo('pe'), upTo('pb'), upTo('dy')), ...momentumContext(upTo('pe'))];
      },
    };
  },

  score: ({ dearness }, p) => hostileWhenHigh(dearness, p.halfRange),

  features: ({ chained, percentile, dearness }) => [
    { name: 'pe_chained', value: chained.pe, unit: '×', percentile: percentile.pe },
    { name: 'pb', value: chained.pb, unit: '×', percentile: percentile.pb },
    { name: 'dy_chained', value: chained.dy, unit: '%', percentile: percentile.dy },
    { name: 'valuation', value: dearness, unit: 'mean percentile' },
  ],

  reason: ({ percentile, dearness }) =>
    `P/E stands at its ${percentText(percentile.pe)} percentile, P/B at its ${percentText(percentile.pb)} and the dividend yield at its ${percentText(percentile.dy)}: the market is dearer than in ${Math.round(dearness * 100)} % of its history.`,
};

/** One ratio as published and as chained, by row, with the factor that a level of session s carries. */
function chainedSeries({ view, sessions }: Tape, ratio: Ratio) {
  const key: SeriesKey = `${NIFTY}.${ratio}`;
  const column = view.column(key);
  const chains = chainsOf(view, key);
  const known = lastKnown(column, sessions);
  return {
    observedOn: column.observedOn,
    published: column.value,
    chained: column.value.map((v, i) => v * chainedBy(chains, column.observedOn[i]!)),
    known,
    factor: (s: number) => chainedBy(chains, column.observedOn[known[s]!]!),
  };
}

/**
 * A valuation index in the manner of Motilal Oswal's MOVI: 100 · ((PE/mean)(PB/mean)(mean DY/DY))^⅓ over
 * expanding means. 100 is the market's own average; for context only.
 */
function movi(pe: Float64Array, pb: Float64Array, dy: Float64Array): Feature[] {
  const rich = (v: Float64Array) => v.at(-1)! / mean(Array.from(v));
  const value = 100 * Math.cbrt((rich(pe) * rich(pb)) / rich(dy));
  return Number.isFinite(value) ? [{ name: 'valuation_index', value, unit: 'average = 100' }] : [];
}
