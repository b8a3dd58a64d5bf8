import type { HistoryRow } from '../../../../regimes/model/history-row.ts';
import { orNone } from '../../../format/numbers.ts';
import type { RegimeRules } from '../../../../regimes/model/rules.ts';
import { scoreText, signalScoreText } from '../../../report/decision/regime/call-text.ts';
import { day, displayDay } from '../../../market/day.ts';
import { SIGNAL_NAMES } from '../../../report/page/names.ts';
import { simulatedMark } from '../layout/simulated-mark.ts';
import { table } from '../layout/table.ts';

/** The regime history, a month a line. */
export function historyText(
  rows: readonly HistoryRow[],
  { simulated, rules }: { readonly simulated: boolean; readonly rules: RegimeRules },
): string {
  const ids = Object.keys(rows[0]?.scores ?? {}) as (keyof HistoryRow['scores'])[];
  const body = rows.map((r) => [
    displayDay(day(r.monthEnd)),
    r.regime === r.modelRegime ? r.regime : `${r.regime} (model: ${r.modelRegime})`,
    r.status === 'ok' ? orNone(r.score, (s) => scoreText(s, rules)) : r.status,
    ...ids.map((id) => orNone(r.scores[id], (s) => signalScoreText(s, rules.voteThreshold))),
  ]);
  const right = [2, ...ids.map((_, i) => i + 3)];
  return `${simulatedMark(simulated)}${table(['Month-end', 'Regime', 'S', ...ids.map((id) => SIGNAL_NAMES[id].replaceAll(' ', '\n'))], body, right)}\n\n${rows.length} month-ends\n`;
}
