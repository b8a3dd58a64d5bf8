import { counted, fractionAsPercent, grouped } from '../../format/numbers.ts';
import { capital } from '../../format/words.ts';
import { day, displayDay } from '../../market/day.ts';
import { hasTies, settingsColumns, settingsText, TIES } from '../../report/sweep/settings-text.ts';
import type { ReusedResults } from '../../sweep/chunks/cut-trials.ts';
import type { DryRun } from '../../sweep/dry-run.ts';
import type { RankedTrial, SweepReport } from '../../sweep/report-schema.ts';
import { measureName } from '../../sweep/search/lines.ts';
import { simulatedMark } from './layout/simulated-mark.ts';
import { table } from './layout/table.ts';
import { listItem, TERMINAL_WIDTH, wrapped } from './layout/wrapped.ts';

const MOST_SHOWN = 10;

/** The adjustment for multiple testing, then the best rule books. */
export function sweepText({ simulated, lines, objective, from, to, ranking, note }: SweepReport): string {
  const shown = ranking.slice(0, MOST_SHOWN);
  const text = [
    ...sentence(
      `Sweep of rule books, ${objective.objective} objective, ${displayDay(day(from))} to ${displayDay(day(to))}`,
    ),
    ...sentence(note),
    'A search over the past: back-tests, not a forecast.',
    '',
    'Adjustment for multiple testing',
    ...lines.flatMap((line, i) =>
      wrapped(line, TERMINAL_WIDTH - 3).map((part, k) => `${k === 0 ? `${i + 1}.` : '  '} ${part}`),
    ),
    '',
    rankingTables(shown, capital(measureName(objective.measure))),
    ...(hasTies(shown) ? ['', ...sentence(TIES)] : []),
  ];
  return `${simulatedMark(simulated)}${text.join('\n')}\n`;
}

const sentence = (text: string): string[] => wrapped(text, TERMINAL_WIDTH);

interface ShownColumn {
  readonly head: string;
  readonly isNumber: boolean;
  readonly cell: (trial: RankedTrial) => string;
}

const number = (head: string, cell: ShownColumn['cell']): ShownColumn => ({ head, isNumber: true, cell });

/** The ranking in one table, or in one of figures and one of parameters where that would be wider than a terminal. */
function rankingTables(ranking: readonly RankedTrial[], measure: string): string {
  const rank = number('Rank', (t) => String(t.rank));
  const figures = [
    number(measure, (t) => grouped(t.ratio, 2)),
    number('Growth', (t) => fractionAsPercent(t.growth, 1)),
    number('Drawdown', (t) => fractionAsPercent(t.maximumDrawdown, 1)),
    number('Turnover', (t) => grouped(t.turnover, 1)),
  ];
  const settings = settingsColumns(ranking);
  const print = (columns: readonly ShownColumn[]): string =>
    table(
      columns.map(({ head }) => head),
      ranking.map((trial) => columns.map(({ cell }) => cell(trial))),
      columns.flatMap(({ isNumber }, i) => (isNumber ? [i] : [])),
    );
  const fits = (text: string): boolean => text.split('\n').every((line) => line.length <= TERMINAL_WIDTH);
  const whole = print([rank, ...figures, ...settings]);
  if (fits(whole)) return whole;
  const parameters = print([rank, ...settings]);
  return `${print([rank, ...figures])}\n\n${fits(parameters) ? parameters : parameterList(ranking)}`;
}

/** The parameters of each rank, in lines of their own. */
const parameterList = (ranking: readonly RankedTrial[]): string =>
  [
    'Rank  Parameters',
    ...ranking.flatMap((trial) =>
      wrapped(settingsText(trial.parameters), TERMINAL_WIDTH - 6).map(
        (line, i) => `${(i === 0 ? String(trial.rank) : '').padStart(4)}  ${line}`,
      ),
    ),
  ].join('\n');

/** What a rule book did on the holdout of its sweep. */
export function confirmationText(report: SweepReport, rank: number): string {
  const { simulated, objective, holdout, ranking } = report;
  const trial = ranking[rank - 1]!;
  const look = holdout!.looks.find(({ trial: id, sweep }) => id === trial.id && sweep === report.sweep)!;
  const others = holdout!.looks.filter(({ sweep }) => sweep !== report.sweep);
  const lines = [
    ...sentence(
      `Rank ${rank} on the holdout, from ${displayDay(day(holdout!.from))} on: ${capital(measureName(objective.measure))} ${grouped(look.confirmed, 2)} a year over ${counted(look.months, 'month')}; in the search it was ${grouped(look.searched, 2)}.`,
    ),
    ...settingsColumns([trial]).map(({ head, cell }) => `  ${head} ${cell(trial)}`),
    ...sentence(
      `Recorded. This sweep has looked at its holdout and cannot do so again. ${others.length === 0 ? 'No other look at a holdout with any of these days is recorded.' : `${counted(others.length, 'other look')} at these days ${others.length === 1 ? 'is' : 'are'} recorded: the data are no longer unseen.`} A back-test, not a forecast.`,
    ),
    ...others.flatMap((other) =>
      listItem(
        `looked at on ${displayDay(day(other.day))}, from ${displayDay(day(other.from))} to ${displayDay(day(other.to))}: trial ${other.trial.slice(0, 8)} of sweep ${other.sweep.slice(0, 8)}, ${grouped(other.confirmed, 2)} a year over ${counted(other.months, 'month')}`,
      ),
    ),
  ];
  return `${simulatedMark(simulated)}${lines.join('\n')}\n`;
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

export function dryRunText(d: DryRun): string {
  const lines = [
    ...sentence(
      `${counted(d.run, 'rule book')} would be run, in ${counted(d.chunks, 'chunk')}, of ${grouped(d.designed, 0)} designed (${grouped(d.duplicates, 0)} repeat another).`,
    ),
    ...(d.evaluated > 0
      ? sentence(
          `${grouped(d.evaluated, 0)} of ${grouped(d.trials, 0)} already evaluated: their results would be used.`,
        )
      : []),
    ...d.rejected.flatMap(({ reason, count }) => listItem(`${grouped(count, 0)} rejected: ${reason}`)),
    'Snapshot',
    `  ${d.snapshot}`,
    'Nothing was run, and nothing recorded.',
  ];
  return `${lines.join('\n')}\n`;
}
