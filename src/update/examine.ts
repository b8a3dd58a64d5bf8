import { basename } from 'node:path';
import { type Day, displayDay, iso } from '../market/day.ts';
import { detectFormat } from '../market/import/reading/detect-format.ts';
import { EMPTY_DIRECTORY } from '../market/funds/scheme-directory.ts';
import { stageFile } from '../market/import/reading/stage-file.ts';
import type { Problem } from '../market/problem.ts';
import type { Judged } from './inbox-ledger.ts';

/** What a file should be, from the request that it answers and from what was kept before. */
export interface Expectation {
  /** Ids of the import formats that a right answer has; empty for a file that the user placed. */
  readonly formats: readonly string[];
  /** The days asked for; null for a whole history. */
  readonly asked: { readonly from: Day; readonly to: Day } | null;
  /** The file kept before for the same request, if it is a whole history. */
  readonly before: { readonly rows: number; readonly last: string | null } | null;
  /** Rows of such files as a rule; null where too few are known. */
  readonly usualRows: number | null;
  /** Whether something vouches for the length of the file: an announced length, chunks, or a checksum. */
  readonly lengthIsSure: boolean;
  readonly today: Day;
}

const doubtful = (reason: string, message: string): Judged => ({ kind: 'doubtful', reason, message });

const CHANGED = 'changed shape';
const TRUNCATED = 'truncated';

/**
 * Judges a file before it is imported, with the importer's own readers: its format, its days, and its length. A publisher
 * may answer with an error page, another day's file, or a part of a file, each with the status of success.
 */
export async function examine(path: string, bytes: number, expected: Expectation): Promise<Judged> {
  const detected = await detectFormat({ path, bytes, named: true }, undefined);
  if (detected.kind === 'unknown') return fromProblem(detected.problems[0]!);
  const { format } = detected;
  if (expected.formats.length > 0 && !expected.formats.includes(format.id))
    return doubtful(
      CHANGED,
      `It is a file of the format ${format.id}, not ${expected.formats.join(' or ')}.`,
    );
  let first: Day | null = null;
  let last: Day | null = null;
  const read = await stageFile(detected, {
    options: { today: expected.today },
    id: 0,
    earlierRows: () => undefined,
    schemes: EMPTY_DIRECTORY,
    isSession: () => null,
    stage: (_file, _line, { observedOn }) => {
      if (first === null || observedOn < first) first = observedOn;
      if (last === null || observedOn > last) last = observedOn;
    },
    onBytes: () => undefined,
  }).catch((error: unknown) => error as { readonly problems?: readonly Problem[] });
  if (!('kind' in read)) {
    if (read.problems === undefined) throw read;
    return fromProblem(read.problems[0]!);
  }
  if (read.kind === 'refused') return fromProblem(read.problems[0]!);
  if (read.kind === 'identical') throw new Error('a file was compared with no earlier import');
  const { rowsRead, rejections, problems } = read.read;
  const isCut = problems.some(({ code }) => code === 'truncated-file');
  if (isCut && !expected.lengthIsSure)
    return doubtful(TRUNCATED, 'Its last line has no end, and the server did not announce its length.');
  if (rowsRead === 0) return doubtful(TRUNCATED, 'It has a header row and no rows.');
  if (rejections.count >= rowsRead)
    return doubtful(CHANGED, `All of its ${rowsRead} rows are faulty: ${rejections.kept[0]!.message}`);
  return (
    wrongDays(first, last, expected) ??
    wrongLength(rowsRead, last, expected) ?? {
      kind: 'accepted',
      format: format.id,
      rows: rowsRead,
      first: first === null ? null : iso(first),
      last: last === null ? null : iso(last),
    }
  );
}

function wrongDays(first: Day | null, last: Day | null, { asked }: Expectation): Judged | null {
  if (asked === null || first === null || last === null) return null;
  if (first >= asked.from && last <= asked.to) return null;
  const days = (from: Day, to: Day): string =>
    from === to ? displayDay(from) : `${displayDay(from)} to ${displayDay(to)}`;
  return doubtful(
    'another day',
    `It holds ${days(first, last)}, but ${days(asked.from, asked.to)} was asked for.`,
  );
}

function wrongLength(rows: number, last: Day | null, { before, usualRows }: Expectation): Judged | null {
  if (
    before !== null &&
    (rows < before.rows || (last !== null && before.last !== null && iso(last) < before.last))
  )
    return doubtful(
      'shorter history',
      `It has ${rows} rows to ${last === null ? 'no day' : displayDay(last)}; the file kept before has ${before.rows} rows to ${before.last}.`,
    );
  if (usualRows !== null && rows < usualRows / 2)
    return doubtful(TRUNCATED, `It has ${rows} rows, less than half of the usual ${usualRows}.`);
  return null;
}

const DAMAGED = /damaged|incomplete|truncated|ends (early|in the middle)/i;

function fromProblem({ message, about }: Problem): Judged {
  const text = message.replace(`${basename(about)} `, '');
  return doubtful(
    DAMAGED.test(text) ? TRUNCATED : CHANGED,
    `${text.charAt(0).toUpperCase()}${text.slice(1)}`,
  );
}
