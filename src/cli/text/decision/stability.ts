import type { Stability } from '../../../decision/stability.ts';
import { counted } from '../../../format/numbers.ts';
import { day, displayDay } from '../../../market/day.ts';
import { stabilityFigures } from '../../../report/decision/allocation/stability-text.ts';
import { problemText } from '../layout/problem.ts';

/** How steady the recorded decisions of a year were, with warnings. */
export function stabilityText(stability: Stability): string {
  const { months, from, to, problems } = stability;
  return [
    `Stability of recorded decisions over ${counted(months, 'month')}, ${displayDay(day(from))} to ${displayDay(day(to))}:`,
    ...stabilityFigures(stability).map(({ name, value }) => `  ${name}: ${value}`),
    ...problems.map(problemText),
  ].join('\n');
}
