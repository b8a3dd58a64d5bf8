import type { StatusView } from '../../report/run-status/status-view.ts';
import { simulatedMark } from './layout/simulated-mark.ts';
import { paragraph, TERMINAL_WIDTH, wrapped } from './layout/wrapped.ts';

/** How far a long run is. */
export function statusText({ title, subject, rows, simulated }: StatusView): string {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  const lines = rows.flatMap(([name, text]) =>
    wrapped(text, TERMINAL_WIDTH - width - 2).map(
      (line, i) => `  ${(i === 0 ? name : '').padEnd(width)}${line}`,
    ),
  );
  return `${simulatedMark(simulated)}${paragraph(`${title}\n${subject}`)}\n${lines.join('\n')}\n`;
}
