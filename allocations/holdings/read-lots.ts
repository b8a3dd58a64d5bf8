import { createHash } from 'node:crypto';
import { splitFields } from '../../src/market/import/formats/fields.ts';
import { type Problem, UserError } from '../../src/market/problem.ts';
import { type Fault, LotValidator } from './lot-validation.ts';
import type { PortfolioByLot } from './portfolio-by-lot.ts';
import { type HoldingsContext, type ColumnName, COLUMNS, readLotRow, REQUIRED } from './lot-row.ts';
import { isBlankRow } from './cell-faults.ts';
import { quoted } from './parse-amount.ts';

/** In characters; a portfolio of 10,000 lots is far shorter. */
const LARGEST = 4 * 1024 * 1024;

/**
 * Reads a portfolio by lot from CSV text; `docs/how-to/portfolio-files.md` has the format. Lots of one holding may be on several
 * lines, with the same price and position.
 *
 * @param text the file, decoded from UTF-8.
 * @throws UserError with one problem per fault of every line; nothing is corrected or skipped silently.
 */
export function readPortfolioByLot(text: string, file: string, context: HoldingsContext): PortfolioByLot {
  const problems: Problem[] = [];
  const fault: Fault = (line, message, remedy) => {
    const about = line > 0 ? `${file}:${line}` : file;
    problems.push({ severity: 'error', code: 'portfolio', about, message, remedy });
  };
  const validator = new LotValidator(fault);
  const [header, ...rows] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const columns = text.length <= LARGEST ? columnsOf(header!, fault) : null;
  if (text.length > LARGEST)
    fault(0, `is ${text.length} characters long, too long for a portfolio by lot.`, 'Check the path.');
  if (columns) {
    rows.forEach((row, i) => {
      if (isBlankRow(row)) return;
      const line = i + 2;
      const cells = splitFields(row);
      if (cells?.length !== columns.size) {
        fault(
          line,
          cells ? `has ${cells.length} cells; the header has ${columns.size}.` : 'has an unclosed quote.',
          'Quote numbers that contain commas, and keep a comma for each empty cell.',
        );
        return;
      }
      const read = readLotRow((name) => (cells[columns.get(name) ?? -1] ?? '').trim(), context);
      if (Array.isArray(read)) for (const f of read) fault(line, f.message, f.remedy);
      else validator.add(read, line);
    });
  }
  if (problems.length > 0) throw new UserError(problems);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const portfolio = { file, sha256, ...validator.finish() };
  if (problems.length > 0) throw new UserError(problems);
  return portfolio;
}

/** The index of each column; null if the header is not that of a portfolio by lot. */
function columnsOf(header: string, fault: Fault): Map<ColumnName, number> | null {
  const names = (splitFields(header) ?? [header]).map((cell) => cell.trim().toLowerCase());
  const unknown = names.find((name) => !COLUMNS.some((c) => c === name));
  const missing = REQUIRED.find((name) => !names.includes(name));
  const duplicate = names.find((name, i) => names.indexOf(name) !== i);
  if (unknown !== undefined) {
    fault(1, `${quoted(unknown)} is not a column.`, `Columns are ${COLUMNS.join(', ')}.`);
  } else if (missing) {
    fault(1, `the column ${missing} is missing.`, `A portfolio by lot needs ${REQUIRED.join(', ')}.`);
  } else if (duplicate) {
    fault(1, `the column ${duplicate} appears twice.`, 'Remove one.');
  } else {
    return new Map(names.map((name, i) => [name as ColumnName, i]));
  }
  return null;
}
