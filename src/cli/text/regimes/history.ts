import type { HistoryRow } from '../../../../regimes/model/history-row.ts';
import { counted, orNone } from '../../../format/numbers.ts';
import type { RegimeRules } from '../../../../regimes/model/rules.ts';
import { scoreText, signalScoreText } from '../../../report/decision/regime/call-text.ts';
import { day, displayDay } from '../../../market/day.ts';
import { SIGNAL_NAMES } from '../../../report/page/names.ts';
import { simulatedMark } from '../layout/simulated-mark.ts';
import type { SignalId } from '../../../../signals/signal.ts';
import { paragraph } from '../layout/wrapped.ts';
import { table } from '../layout/table.ts';

interface HistoryTextOptions {
  readonly simulated: boolean;
  readonly rules: RegimeRules;
  /** By signal, as in the rule book: a signal without weight has no part in the regime, and no column. */
  readonly weights: Readonly<Partial<Record<SignalId, number>>>;
}

/** Heads in lines, so that five signals fit a terminal. */
const HEADS: Readonly<Partial<Record<SignalId, string>>> = {
  'nifty-regression': 'Nifty\nregres-\nsion',
  'nifty-valuation': 'Nifty\nvalua-\ntion',
};

/** The regime history, a month a line. */
export function historyText(
  rows: readonly HistoryRow[],
  { simulated, rules, weights }: HistoryTextOptions,
): string {
  const all = Object.keys(rows[0]?.scores ?? {}) as SignalId[];
  const ids = all.filter((id) => weights[id] !== 0);
  const body = rows.map((r) => [
    displayDay(day(r.monthEnd)),
    `${r.regime === r.modelRegime ? r.regime : `${r.regime} (model: ${r.modelRegime})`}${r.status === 'ok' ? '' : ` ${CARRIED}`}`,
    orNone(r.score, (s) => scoreText(s, rules)),
    ...ids.map((id) => orNone(r.scores[id], (s) => signalScoreText(s, rules.voteThreshold))),
  ]);
  const right = [2, ...ids.map((_, i) => i + 3)];
  const head = [
    'Month-end',
    'Regime',
    'S',
    ...ids.map((id) => HEADS[id] ?? SIGNAL_NAMES[id].replaceAll(' ', '\n')),
  ];
  const omitted = all.filter((id) => !ids.includes(id)).map((id) => SIGNAL_NAMES[id]);
  const notes = [
    rows.some((r) => r.status !== 'ok')
      ? `${CARRIED} too few signals have a score: the regime of the month before is carried forward.`
      : '',
    omitted.length === 0
      ? ''
      : `Without weight, and so not shown: ${omitted.join(', ')}; --csv has their scores.`,
    counted(rows.length, 'month-end'),
  ];
  return `${simulatedMark(simulated)}${table(head, body, right)}\n\n${notes
    .filter((n) => n !== '')
    .map(paragraph)
    .join('\n')}\n`;
}

/** Marks a month whose regime is that of the month before. */
const CARRIED = '*';
