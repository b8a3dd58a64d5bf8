import { midRank } from '../math/statistics/mid-rank.ts';
import type { FundMeasures } from './measure-fund.ts';
import { type Metric, type MetricId, SCORED_METRICS } from './metrics.ts';

/** A fund with fewer than this fraction of the weight is measured but not ranked. */
const LEAST_COVERAGE = 0.8;

/** With fewer peers, measures are shown without ranks. */
const FEWEST_PEERS = 10;

/** Fractions of the funds in each of five bands, best first. */
const RATING_BANDS = {
  /** Value Research and Morningstar. */
  stars: [0.1, 0.225, 0.35, 0.225, 0.1],
  crisil: [0.1, 0.2, 0.4, 0.2, 0.1],
} as const;
export type RatingBands = keyof typeof RATING_BANDS;

/** A fund's place among its peers. */
export interface FundScore {
  readonly code: string;
  /** Mid-rank percentile of each scored metric among the peers that have it, 0 worst, 1 best. */
  readonly percentiles: Readonly<Partial<Record<MetricId, number>>>;
  /** The weight of its metrics as a fraction of the weight that any peer has. */
  readonly coverage: number;
  /** 0 to 100; null if it is not ranked. */
  readonly score: number | null;
  /** 1 best; null if it is not ranked. */
  readonly rank: number | null;
  readonly quartile: 1 | 2 | 3 | 4 | null;
  /** 5 best to 1. */
  readonly rating: 1 | 2 | 3 | 4 | 5 | null;
}

/** The ranking of a peer group. */
export interface Scorecard {
  /** By rank, then the unranked by code. */
  readonly scores: readonly FundScore[];
  /** The scored metrics that at least one peer has, with their weights. */
  readonly weights: Readonly<Partial<Record<MetricId, number>>>;
  /** Whether there are enough peers for ranks. */
  readonly ranked: boolean;
}

/** A fund with its measures. */
export interface MeasuredFund {
  readonly code: string;
  readonly measures: FundMeasures;
}

/**
 * Ranks funds by the weighted mean of their percentiles: score = 100·Σ weight·percentile / Σ weight over the metrics that
 * the fund has. A metric that no peer has is left out for all; ties share their percentile; funds of one score are
 * ordered by code.
 */
export function scoreFunds(funds: readonly MeasuredFund[], bands: RatingBands = 'stars'): Scorecard {
  const present = SCORED_METRICS.filter(({ id }) =>
    funds.some(({ measures }) => measures[id].value !== null),
  );
  const totalWeight = present.reduce((sum, { weight }) => sum + weight, 0);
  const percentiles = new Map(present.map((metric) => [metric.id, percentilesOf(metric, funds)]));
  const isRanked = funds.length >= FEWEST_PEERS;
  const scored = funds.map(({ code }) => {
    const own: Partial<Record<MetricId, number>> = {};
    let [sum, weight] = [0, 0];
    for (const metric of present) {
      const percentile = percentiles.get(metric.id)!.get(code);
      if (percentile === undefined) continue;
      own[metric.id] = percentile;
      sum += metric.weight * percentile;
      weight += metric.weight;
    }
    const coverage = totalWeight > 0 ? weight / totalWeight : 0;
    const hasScore = isRanked && coverage >= LEAST_COVERAGE - 1e-12;
    return { code, percentiles: own, coverage, score: hasScore ? (100 * sum) / weight : null };
  });
  const ranking = scored
    .filter((fund) => fund.score !== null)
    .sort((a, b) => b.score! - a.score! || (a.code < b.code ? -1 : 1));
  const rankOf = new Map(ranking.map((fund, i) => [fund.code, i + 1]));
  const n = ranking.length;
  return {
    ranked: isRanked,
    weights: Object.fromEntries(present.map(({ id, weight }) => [id, weight])),
    scores: scored
      .map((fund): FundScore => {
        const rank = rankOf.get(fund.code) ?? null;
        return {
          ...fund,
          rank,
          quartile: rank === null ? null : (Math.ceil((4 * rank) / n) as FundScore['quartile']),
          rating: rank === null ? null : ratingOf(rank, n, RATING_BANDS[bands]),
        };
      })
      .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.code < b.code ? -1 : 1)),
  };
}

/**
 * The mid-rank percentile of each fund's metric, 1 best: (number worse + ½·number equal, itself not counted) over the
 * number of the others.
 */
function percentilesOf({ id, better }: Metric & { readonly id: MetricId }, funds: readonly MeasuredFund[]) {
  const sign = better === 'high' ? 1 : -1;
  const known = funds.flatMap(({ code, measures }) => {
    const { value } = measures[id];
    return value === null ? [] : [{ code, value: sign * value }];
  });
  const values = Float64Array.from(known, ({ value }) => value);
  const n = values.length;
  return new Map(
    known.map(({ code, value }) => {
      if (n === 1) return [code, 0.5] as const;
      // `midRank` counts the fund itself once more: n + 1 observations, of which half of two are its own.
      const { percentile } = midRank(values, n, value);
      return [code, (percentile * (n + 1) - 1) / (n - 1)] as const;
    }),
  );
}

function ratingOf(rank: number, n: number, bands: readonly number[]): FundScore['rating'] {
  let upTo = 0;
  for (const [i, fraction] of bands.entries()) {
    upTo += fraction;
    if (rank <= upTo * n + 1e-9) return (5 - i) as FundScore['rating'];
  }
  return 1;
}
