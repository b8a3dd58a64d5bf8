import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../market/files/make-folder.ts';
import { userError } from '../market/problem.ts';
import type { DecidedMonth } from './decide-index-month.ts';
import type { BacktestPlan } from './plan.ts';

/** Months decided so far, beside the files that a finished back-test leaves: what a stopped one is resumed from. */
export interface Journal {
  /** From the start, whole months only. */
  readonly months: readonly DecidedMonth[];
  readonly append: (month: DecidedMonth) => void;
  /** Removes it: the back-test is finished. */
  readonly close: () => void;
}

const NAME = 'backtest.partial.jsonl';

/** The same bytes for the same month: both kinds of line are made in one place, so their keys have one order. */
const oneLine = (value: BacktestPlan | DecidedMonth): string => `${JSON.stringify(value)}\n`;

/**
 * Opens the journal of a back-test in a folder: a line for the plan and one for each month. A line that a kill cut short is
 * dropped, and its month decided again.
 *
 * @param resume continue with the months there; otherwise start from the beginning.
 * @throws UserError where months of another plan are to be resumed, naming what differs.
 */
export function openJournal(folder: string, plan: BacktestPlan, resume: boolean): Journal {
  makeFolder(folder);
  const file = join(folder, NAME);
  const months = resume && existsSync(file) ? monthsOf(readFileSync(file, 'utf8'), plan, file) : [];
  writeFileSync(file, [plan, ...months].map(oneLine).join(''));
  return {
    months,
    append: (month) => appendFileSync(file, oneLine(month)),
    close: () => rmSync(file, { force: true }),
  };
}

function monthsOf(text: string, plan: BacktestPlan, file: string): DecidedMonth[] {
  // The last piece is empty, or a line without its end.
  const [header, ...lines] = text.split('\n').slice(0, -1);
  if (header === undefined) return [];
  const before = parsed(header, file) as unknown as Record<string, unknown>;
  const now = plan as unknown as Record<string, unknown>;
  const different = Object.keys(now).find((key) => JSON.stringify(before[key]) !== JSON.stringify(now[key]));
  if (different !== undefined)
    throw userError(
      'backtest-resume',
      file,
      `was made with ${different} ${JSON.stringify(before[different])}; this back-test has ${JSON.stringify(now[different])}.`,
      'Resume with the same options, rule book, store and version of trrm, or leave out --resume to begin again.',
    );
  return lines.map((line) => parsed(line, file) as unknown as DecidedMonth);
}

function parsed(line: string, file: string): object {
  try {
    return JSON.parse(line) as object;
  } catch {
    throw userError(
      'backtest-resume',
      file,
      'is damaged: a line of it is not JSON.',
      'Leave out --resume to begin again.',
    );
  }
}
