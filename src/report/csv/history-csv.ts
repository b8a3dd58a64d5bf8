import type { HistoryRow } from '../../../regimes/model/history-row.ts';
import { toCsv } from './csv.ts';

/** The record as a table for a spreadsheet: labels, scores, and every figure the scores were made from. */
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
