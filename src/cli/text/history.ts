import type { HistoryRow } from '../../../regimes/model/history-row.ts';
import { signed } from '../../format/numbers.ts';
import { day, displayDay } from '../../market/day.ts';
import { SIGNAL_NAMES } from '../../report/page/names.ts';
import { simulatedMark } from './mark.ts';
import { table } from './table.ts';

const cell = (score: number | null | undefined) =>
  score === null || score === undefined ? '–' : signed(score, 2);

/** The regime history, a month a line. */
export function historyText(
  rows: readonly HistoryRow[],
  { simulated }: { readonly simulated: boolean },
): string {
  const ids = Object.keys(rows[0]?.scores ?? {}) as (keyof HistoryRow['scores'])[];
  const body = rows.map((r) => [
    displayDay(day(r.monthEnd)),
    r.regime === r.modelRegime ? r.regime : `${r.regime} (model: ${r.modelRegime})`,
    r.status === 'ok' ? cell(r.score) : r.status,
    ...ids.map((id) => cell(r.scores[id])),
  ]);
  const right = [2, ...ids.map((_, i) => i + 3)];
  return `${simulatedMark(simulated)}${table(['Month-end', 'Regime', 'S', ...ids.map((id) => SIGNAL_NAMES[id])], body, right)}\n\n${rows.length} month-ends\n`;
}
