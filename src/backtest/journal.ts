import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { POSITIONS } from '../../allocations/positions.ts';
import { regimeSchema } from '../../regimes/published-terms.ts';
import { sha256 } from '../market/files/sha256.ts';
import { makeFolder } from '../market/files/make-folder.ts';
import { userError } from '../market/problem.ts';
import { isoDaySchema, sha256Schema } from '../market/published.ts';
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

/** A month as a line of the journal holds it. What only some back-tests have is not checked. */
const decidedMonth = z.looseObject({
  decided: isoDaySchema,
  label: regimeSchema,
  score: z.number().nullable(),
  opening: z.array(z.number()).length(POSITIONS.length),
  weights: z.array(z.number()).length(POSITIONS.length),
  target: z.array(z.number()).length(POSITIONS.length).nullable(),
  decision: z
    .strictObject({ sha256: sha256Schema, text: z.string().optional() })
    .refine((d) => d.text === undefined || sha256(d.text) === d.sha256, 'the decision does not have its hash')
    .nullable(),
  portfolio: z.strictObject({ file: z.string(), text: z.string() }).nullable(),
});

export interface JournalOptions {
  /** Continue with the months there; otherwise start from the beginning. */
  readonly resume: boolean;
  /** The days of all decisions of the back-test, ISO. */
  readonly days: readonly string[];
  /** Only months whose decisions are there in full are continued: the others are decided again. */
  readonly withDecisions?: boolean;
}

/**
 * Opens the journal of a back-test in a folder: a line for the plan and one for each month. A line that a kill cut short is
 * dropped, and its month decided again.
 *
 * @throws UserError where months of another plan are to be resumed, naming what differs, or a line is not a month of this one.
 */
export function openJournal(
  folder: string,
  plan: BacktestPlan,
  { resume, days, withDecisions = false }: JournalOptions,
): Journal {
  makeFolder(folder);
  const file = join(folder, NAME);
  const found = resume && existsSync(file) ? monthsOf(readFileSync(file, 'utf8'), plan, days, file) : [];
  const lacking = found.findIndex(({ decision }) => withDecisions && decision?.text === undefined);
  const months = lacking < 0 ? found : found.slice(0, lacking);
  writeFileSync(file, [plan, ...months].map(oneLine).join(''));
  return {
    months,
    append: (month) => appendFileSync(file, oneLine(month)),
    close: () => rmSync(file, { force: true }),
  };
}

function monthsOf(text: string, plan: BacktestPlan, days: readonly string[], file: string): DecidedMonth[] {
  // The last piece is empty, or a line without its end.
  const [header, ...lines] = text.split('\n').slice(0, -1);
  if (header === undefined) return [];
  const before = parsed(header, `${file}, line 1`) as Record<string, unknown>;
  const now = plan as unknown as Record<string, unknown>;
  const different = Object.keys(now).find((key) => JSON.stringify(before[key]) !== JSON.stringify(now[key]));
  if (different !== undefined)
    throw userError(
      'backtest-resume',
      file,
      `was made with ${different} ${JSON.stringify(before[different])}; this back-test has ${JSON.stringify(now[different])}.`,
      'Resume with the same options, rule book, store and version of trrm, or leave out --resume to begin again.',
    );
  return lines.map((line, k) => monthOf(line, days[k], `${file}, line ${k + 2}`));
}

function monthOf(line: string, day: string | undefined, where: string): DecidedMonth {
  const found = parsed(line, where);
  const checked = decidedMonth.safeParse(found);
  if (!checked.success) {
    const { path, message } = checked.error.issues[0]!;
    throw damaged(where, `${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`);
  }
  if (checked.data.decided !== day)
    throw damaged(
      where,
      `it is the month of ${checked.data.decided}${day === undefined ? ', after the last one' : `, where that of ${day} belongs`}`,
    );
  // As it was written, so that it is written again with the same bytes.
  return found as DecidedMonth;
}

function parsed(line: string, where: string): object {
  try {
    return JSON.parse(line) as object;
  } catch {
    throw damaged(where, 'it is not JSON');
  }
}

const damaged = (where: string, why: string): Error =>
  userError(
    'backtest-resume',
    where,
    `is damaged: ${why}.`,
    'Leave out --resume to begin again, or delete this line and those after it to continue with the months before.',
  );
