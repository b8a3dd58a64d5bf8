import { counted, fractionAsPercent, grouped } from '../../format/numbers.ts';
import { capital } from '../../format/words.ts';
import { day, displayDay } from '../../market/day.ts';
import { settingsColumns } from '../../report/sweep/settings-text.ts';
import type { ReusedResults } from '../../sweep/chunks/cut-trials.ts';
import type { DryRun } from '../../sweep/dry-run.ts';
import type { SweepReport } from '../../sweep/report-schema.ts';
import { measureName } from '../../sweep/search/lines.ts';
import { simulatedMark } from './mark.ts';
import { table } from './table.ts';

const MOST_SHOWN = 10;

/** The adjustment for multiple testing, then the best rule books. */
export function sweepText({ simulated, lines, objective, from, to, ranking, note }: SweepReport): string {
  const figures = ['Rank', capital(measureName(objective.measure)), 'Growth', 'Drawdown', 'Turnover'];
  const settings = settingsColumns(ranking);
  return `${simulatedMark(simulated)}Sweep of rule books, ${objective.objective} objective, ${displayDay(day(from))} to ${displayDay(day(to))}
${note}
A search over the past: back-tests, not a forecast.

Adjustment for multiple testing
${lines.map((line, i) => `${i + 1}. ${line}`).join('\n')}

${table(
  [...figures, ...settings.map(({ head }) => head)],
  ranking
    .slice(0, MOST_SHOWN)
    .map((t) => [
      String(t.rank),
      grouped(t.ratio, 2),
      fractionAsPercent(t.growth, 1),
      fractionAsPercent(t.maximumDrawdown, 1),
      grouped(t.turnover, 1),
      ...settings.map(({ cell }) => cell(t)),
    ]),
  [...figures.keys(), ...settings.flatMap(({ isNumber }, i) => (isNumber ? [figures.length + i] : []))],
)}
`;
}

/** What a run did not have to make; nothing where it has to make all. */
export function reusedText({ reused, of, damaged }: ReusedResults): string {
  const lines = [
    reused > 0
      ? `${grouped(reused, 0)} of ${counted(of, 'rule book')} evaluated before: their results are used.\n`
      : '',
    damaged > 0
      ? `${counted(damaged, 'file')} of kept results damaged and removed: their rule books are run again.\n`
      : '',
  ];
  return lines.join('');
}

export const dryRunText = (d: DryRun): string =>
  `${grouped(d.run, 0)} rule books would be run, in ${grouped(d.chunks, 0)} chunks, of ${grouped(d.designed, 0)} designed (${grouped(d.duplicates, 0)} repeat another).
${d.evaluated > 0 ? `${grouped(d.evaluated, 0)} of ${grouped(d.trials, 0)} already evaluated: their results would be used.\n` : ''}${d.rejected.map(({ reason, count }) => `  ${grouped(count, 0)} rejected: ${reason}\n`).join('')}Snapshot ${d.snapshot}
Nothing was run, and nothing recorded.
`;
