import { ordinalPercentile } from '../../src/format/numbers.ts';
import { contrarianScore } from '../../signals/percentile-score.ts';
import type { SignalReport } from '../../regimes/model/signal-report.ts';

import { type Day, day } from '../../src/market/day.ts';
import { type ProfileRules, TACTICAL_POINTS, type TacticalPoint } from './rules.ts';

/** What the score reads of a signal. */
export type TacticalSignal = Pick<SignalReport, 'id' | 'score' | 'features' | 'reason'>;

/** One data point of the tactical score. */
export interface ScoredPoint {
  readonly id: TacticalPoint;
  readonly title: string;
  /** The first day from which the product's data have it. */
  readonly since: Day;
  /** In [−1, 1]; null without one. */
  readonly score: number | null;
  /** Its weight among the points with a score; 0 without one. */
  readonly weight: number;
  /** Weight × score. */
  readonly contribution: number;
  readonly reason: string;
}

/** The tactical score T with what made it. */
export interface TacticalScore {
  /** In [−1, 1]; null if too few points have a score. */
  readonly score: number | null;
  readonly points: readonly ScoredPoint[];
  /** Why there is no score; null if there is one. */
  readonly reason: string | null;
}

/** What each point is, and since when it can be known: P/E and level of the Nifty 50, its futures, flows, volatility. */
const POINTS: Readonly<Record<TacticalPoint, { readonly title: string; readonly since: Day }>> = {
  pe: { title: 'P/E of the Nifty 50', since: day('1999-01-01') },
  'nifty-regression': { title: 'Level of the Nifty 50', since: day('1994-04-01') },
  'nifty-futures': { title: 'Futures on the Nifty 50', since: day('2012-01-02') },
  'fii-flows': { title: 'Flows of foreign investors', since: day('2007-04-02') },
  'india-vix': { title: 'India VIX', since: day('2008-03-03') },
};

/**
 * The tactical score: the weighted mean of the scores of five market data points, those of the regime model's signals. Of
 * valuation the P/E alone counts, by its percentile.
 *
 * @param signals as evaluated for the regime call of the day.
 * @param halfRange the valuation signal's half-range of percentiles, beyond which its score is ±1.
 */
export function tacticalScore(
  signals: readonly TacticalSignal[],
  { tactical }: Pick<ProfileRules, 'tactical'>,
  halfRange: number,
): TacticalScore {
  const scored = TACTICAL_POINTS.map((id) => ({ id, ...pointOf(id, signals, halfRange) }));
  const total = scored.reduce((sum, p) => sum + (p.score === null ? 0 : tactical.weights[p.id]), 0);
  const points = scored.map(({ id, score, reason }): ScoredPoint => {
    const weight = score === null || total === 0 ? 0 : tactical.weights[id] / total;
    return { id, ...POINTS[id], score, weight, contribution: weight * (score ?? 0), reason };
  });
  const present = points.filter(({ weight }) => weight > 0);
  const hasLevel = present.some(({ id }) => id === 'pe' || id === 'nifty-regression');
  const reason =
    present.length < tactical.quorum
      ? `${present.length} of ${TACTICAL_POINTS.length} data points have a score; ${tactical.quorum} are needed`
      : hasLevel
        ? null
        : 'neither the P/E nor the level of the Nifty 50 has a score';
  return {
    score: reason === null ? points.reduce((sum, p) => sum + p.contribution, 0) : null,
    points,
    reason,
  };
}

function pointOf(
  id: TacticalPoint,
  signals: readonly TacticalSignal[],
  halfRange: number,
): { readonly score: number | null; readonly reason: string } {
  const signal = signals.find((each) => each.id === (id === 'pe' ? 'nifty-valuation' : id));
  if (!signal) return { score: null, reason: 'The signal is not part of the rule book.' };
  if (id !== 'pe') return { score: signal.score, reason: signal.reason };
  const percentile = signal.features.find(({ name }) => name === 'pe_chained')?.percentile;
  if (signal.score === null || percentile === undefined) return { score: null, reason: signal.reason };
  return {
    score: contrarianScore(percentile, halfRange),
    reason: `The P/E of the Nifty 50 is at its ${ordinalPercentile(percentile)} percentile; a cheap market is supportive.`,
  };
}
