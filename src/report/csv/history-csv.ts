import type { HistoryRow } from '../../../regimes/model/history-row.ts';
import { toCsv } from './csv.ts';

/** Month-end history as CSV: regimes, scores, and every feature behind the scores. Empty where not available. */
export function historyCsv(rows: readonly HistoryRow[]): string {
  const ids = [...new Set(rows.flatMap((r) => Object.keys(r.scores)))] as (keyof HistoryRow['scores'])[];
  const features = [...new Set(rows.flatMap((r) => Object.keys(r.features)))];
  const header = [
    'month_end',
    'regime',
    'model_regime',
    'status',
    'score',
    ...ids.map((id) => `score_${id}`),
    ...features,
  ];
  return toCsv(
    header,
    rows.map((r) => [
      r.monthEnd,
      r.regime,
      r.modelRegime,
      r.status,
      r.score,
      ...ids.map((id) => r.scores[id] ?? null),
      ...features.map((name) => r.features[name] ?? null),
    ]),
  );
}
