import type { Day } from '../../market/day.ts';
import { type Problem, UserError } from '../../market/problem.ts';
import { isIsin } from '../../market/stocks/isin.ts';
import type { SecurityList } from './client.ts';
import { rowReader } from './cells.ts';
import { readTable } from './csv-table.ts';

const COLUMNS = ['isin', 'day', 'name'] as const;

/**
 * Reads a list of securities: an ISIN a line, and the day on which the list was published, the same on all lines.
 *
 * @param name of the file without its ending.
 * @throws UserError for every fault: a list that is not understood could let through what it forbids.
 */
export function readSecurityList(text: string, name: string): SecurityList {
  const file = `lists/${name}.csv`;
  const problems: Problem[] = [];
  let published: Day | null = null;
  const isins = readTable<(typeof COLUMNS)[number]>(text, file, {
    columns: COLUMNS,
    required: ['isin', 'day'],
  }).map((row) => {
    const read = rowReader(file, row);
    const [isin, day] = [row.cell('isin'), read.day('day')];
    if (!isIsin(isin)) read.fault(`${JSON.stringify(isin)} is not an ISIN.`, 'Correct it.');
    if (row.cell('day') === '') read.fault('day is empty.', 'Give the day of the list on every line.');
    published ??= day;
    if (day !== null && day !== published)
      read.fault('has another day than the first line.', 'Keep one list of one day in a file.');
    problems.push(...read.problems);
    return isin;
  });
  if (published === null && problems.length === 0)
    problems.push({
      severity: 'error',
      code: 'book-file',
      about: file,
      message: 'The list has no line, so its day is not known.',
      remedy: 'Add its securities, or remove the file and the restrictions that name it.',
    });
  if (problems.length > 0) throw new UserError(problems);
  return { name, day: published!, isins };
}
