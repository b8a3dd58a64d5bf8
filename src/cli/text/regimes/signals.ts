import { type SignalReport, titledReason } from '../../../../regimes/model/signal-report.ts';
import { orNone } from '../../../format/numbers.ts';
import { signalScoreText } from '../../../report/decision/regime/call-text.ts';
import { day, type Day, displayDay } from '../../../market/day.ts';
import { simulatedMark } from '../layout/simulated-mark.ts';
import { table } from '../layout/table.ts';

/** The signals as a table, followed by the reason of each. */
export function signalsText(
  signals: readonly SignalReport[],
  {
    asOf,
    simulated,
    voteThreshold,
  }: { readonly asOf: Day; readonly simulated: boolean; readonly voteThreshold: number },
): string {
  const rows = signals.map((s) => [
    s.title,
    orNone(s.score, (x) => signalScoreText(x, voteThreshold)),
    s.weight.toFixed(2),
    s.vote ?? '–',
    s.status,
    s.observedOn === null ? '–' : displayDay(day(s.observedOn)),
  ]);
  const head = ['Signal', 'Score', 'Weight', 'Vote', 'Status', 'Observed on'];
  const reasons = signals.map((s) => `  ${titledReason(s)}`).join('\n');
  return `${simulatedMark(simulated)}Signals as of ${displayDay(asOf)}\n\n${table(head, rows, [1, 2])}\n\n${reasons}\n`;
}
