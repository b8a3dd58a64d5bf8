import { createHash } from 'node:crypto';
import { splitFields } from '../../src/market/import/formats/fields.ts';
import { type Problem, UserError } from '../../src/market/problem.ts';
import { type Fault, LotBook } from './lot-validation.ts';
import type { LotPortfolio } from './portfolio-by-lot.ts';
import { type Against, type ColumnName, COLUMNS, readLotRow, REQUIRED } from './lot-row.ts';
import { shown } from './parse-amount.ts';

/** A portfolio of 10,000 lots is far shorter. */
const LARGEST = 4 * 1024 * 1024;

/**
 * Reads holdings by lot from CSV text; `docs/portfolio-files.md` has the form. Lots of one holding may stand on several
 * lines, with the same price and position.
 *
 * @param text the file, decoded from UTF-8.
 * @throws UserError with a problem for every fault of every line; nothing is mended or left out.
 */
export function readLots(text: string, file: string, against: Against): LotPortfolio {
  const problems: Problem[] = [];
  const fault: Fault = (line, message, remedy) => {
    const about = line > 0 ? `${file}:${line}` : file;
    problems.push({ severity: 'error', code: 'portfolio', about, message, remedy });
  };
  const book = new LotBook(fault);
  const [header, ...rows] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const columns = text.length <= LARGEST ? columnsOf(header!, fault) : null;
  if (text.length > LARGEST)
    fault(0, `is ${text.length} characters long, too long for lots.`, 'Check the path.');
  if (columns) {
    rows.forEach((row, i) => {
      if (row.trim() === '') return;
      const line = i + 2;
      const cells = splitFields(row);
      if (cells?.length !== columns.size) {
        fault(
          line,
          cells
            ? `has ${cells.length} cells where the header has ${columns.size}.`
            : 'has a quote that does not close.',
          'Put a number with commas in quotes, and a comma for each empty cell.',
        );
        return;
      }
      const read = readLotRow((name) => (cells[columns.get(name) ?? -1] ?? '').trim(), against);
      if (Array.isArray(read)) for (const f of read) fault(line, f.message, f.remedy);
      else book.take(read, line);
    });
  }
  if (problems.length > 0) throw new UserError(problems);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const portfolio = { file, sha256, ...book.close() };
  if (problems.length > 0) throw new UserError(problems);
  return portfolio;
}

/** Where each column stands; null where the header is not one of a file of lots. */
function columnsOf(header: string, fault: Fault): Map<ColumnName, number> | null {
  const names = (splitFields(header) ?? [header]).map((cell) => cell.trim().toLowerCase());
  const strange = names.find((name) => !COLUMNS.some((c) => c === name));
  const missing = REQUIRED.find((name) => !names.includes(name));
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (strange !== undefined) {
    fault(1, `there is no column ${shown(strange)}.`, `Columns are ${COLUMNS.join(', ')}.`);
  } else if (missing) {
    fault(1, `the column ${missing} is missing.`, `A file of lots needs ${REQUIRED.join(', ')}.`);
  } else if (twice) {
    fault(1, `the column ${twice} stands twice.`, 'Leave one out.');
  } else {
    return new Map(names.map((name, i) => [name as ColumnName, i]));
  }
  return null;
}
