import { signed } from '../../../signals/wording.ts';
import { day, displayDay } from '../../market/day.ts';
import type { AttributionReport } from '../../risk/attribution-report.ts';
import { simulatedMark } from './mark.ts';
import { table } from './table.ts';

/** A return by its sources; the rows add up to the last. */
export function attributionText(r: AttributionReport): string {
  const rows = [
    ...r.factors.filter((f) => f.contribution !== 0).map((f) => [f.factor, signed(f.contribution, 3)]),
    ['Specific', signed(r.specific, 3)],
    ...(r.uncovered === 0 ? [] : [['Not covered by the model', signed(r.uncovered, 3)]]),
    ['In all', signed(r.total, 3)],
  ];
  return `${simulatedMark(r.simulated)}Return of fixed weights, ${displayDay(day(r.from))} to ${displayDay(day(r.to))}, ${r.sessions} sessions added up, percent

${table(['Source', 'Contribution'], rows, [1])}
`;
}
