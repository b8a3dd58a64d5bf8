import type { HistoryRow } from '../../regimes/model/history-row.ts';
import type { SignalId } from '../../signals/signal.ts';
import { midRank } from '../math/statistics/mid-rank.ts';

/** A signal's score at a month-end, and its rank among its own scores up to then. */
export interface RankedScore {
  readonly monthEnd: string;
  readonly score: number | null;
  /** Mid-rank percentile, 0 to 1; null without a score. */
  readonly rank: number | null;
}

/** A weighted signal now and some month-ends before, the latest first. */
export interface SignalPast {
  readonly signal: SignalId;
  readonly scores: readonly RankedScore[];
}

/** Month-ends before the last that are shown. */
export const MONTHS_AGO = [0, 1, 3, 6, 12] as const;

/** A signal's scores now and at the month-ends before, as far as the history goes back. */
export const signalPast = (rows: readonly HistoryRow[], signal: SignalId): SignalPast => ({
  signal,
  scores: MONTHS_AGO.flatMap((ago) => rankedScore(rows, signal, rows.length - 1 - ago) ?? []),
});

function rankedScore(rows: readonly HistoryRow[], signal: SignalId, at: number): RankedScore | null {
  const row = rows[at];
  if (!row) return null;
  const score = row.scores[signal] ?? null;
  const known = Float64Array.from(rows.slice(0, at).flatMap((r) => r.scores[signal] ?? []));
  return {
    monthEnd: row.monthEnd,
    score,
    rank: score === null ? null : midRank(known, known.length, score).percentile,
  };
}
