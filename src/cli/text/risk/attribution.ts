import { signed } from '../../../format/numbers.ts';
import { day, displayDay } from '../../../market/day.ts';
import type { Problem } from '../../../market/problem.ts';
import type { AttributionReport } from '../../../risk/portfolio/attribution-report.ts';
import { problemText } from '../layout/problem.ts';
import { simulatedMark } from '../layout/simulated-mark.ts';
import { table } from '../layout/table.ts';

/** Total and active return by source; each column sums to its last row. */
export function attributionText(r: AttributionReport, problems: readonly Problem[]): string {
  const { total, active } = r;
  const row = (name: string, a: number, b: number): string[] => [name, signed(a, 3), signed(b, 3)];
  const rows = [
    ...total.factors.flatMap(({ factor, contribution }, k) => {
      const against = active.factors[k]!.contribution;
      return contribution === 0 && against === 0 ? [] : [row(factor, contribution, against)];
    }),
    row('Specific', total.specific, active.specific),
    ...(total.uncovered === 0 && active.uncovered === 0
      ? []
      : [row('Not covered by the model', total.uncovered, active.uncovered)]),
    row('Total', total.total, active.total),
  ];
  return `${simulatedMark(r.simulated)}${problems.map((p) => `${problemText(p)}\n\n`).join('')}Return of fixed weights, ${displayDay(day(r.from))} to ${displayDay(day(r.to))}, ${r.sessions} sessions summed, percent
Active: relative to ${r.benchmark}, at the weights of each close

${table(['Source', 'Total', 'Active'], rows, [1, 2])}
`;
}
