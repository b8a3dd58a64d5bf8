import { splitFields } from '../../market/import/formats/fields.ts';
import { userError } from '../../market/problem.ts';

/** A CSV table of numbers: a label in the first column of each row, and a number under each further heading. */
export interface NumberTable {
  /** The first cell of the header, in lower case. */
  readonly corner: string;
  readonly headings: readonly string[];
  readonly rows: readonly NumberRow[];
}

export interface NumberRow {
  readonly line: number;
  readonly label: string;
  /** One per heading; null for an empty cell. */
  readonly values: readonly (number | null)[];
  /** The same as printed. */
  readonly cells: readonly string[];
}

const FIGURE = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Reads such a table.
 *
 * @throws UserError with the line if a cell is neither empty nor a plain number, or the header is incomplete.
 */
export function readNumberTable(text: string, file: string): NumberTable {
  const reject = (line: number, message: string, remedy: string): never => {
    throw userError('unreadable-assets', file, `line ${line}: ${message}`, remedy);
  };
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const cellsAt = (at: number): string[] =>
    (splitFields(lines[at]!) ?? reject(at + 1, 'a quotation mark is not closed.', 'Correct this line.')).map(
      (c) => c.trim(),
    );
  const [corner = '', ...headings] = cellsAt(0);
  if (headings.length === 0 && corner.includes(';'))
    reject(
      1,
      'the columns are separated by semicolons instead of commas.',
      'Save the file with commas, and with a point in decimal numbers.',
    );
  if (headings.length === 0)
    reject(1, 'the header has no column of numbers.', 'See docs/how-to/optimise-a-list.md for the format.');
  const unnamed = headings.indexOf('');
  if (unnamed >= 0) reject(1, `column ${unnamed + 2} has no name.`, 'Give every column a heading.');
  const twice = headings.find((h, i) => headings.indexOf(h) < i);
  if (twice !== undefined)
    reject(1, `the column ${twice} occurs twice.`, 'Give each column a unique heading.');

  const rows: NumberRow[] = [];
  for (let at = 1; at < lines.length; at++) {
    if (lines[at]!.trim() === '') continue;
    const [label = '', ...cells] = cellsAt(at);
    if (cells.length !== headings.length)
      reject(
        at + 1,
        `the row has ${cells.length + 1} cells, the header ${headings.length + 1}.`,
        'Give every row one cell per heading; leave a cell empty if its value is missing.',
      );
    const values = cells.map((cell, i) => {
      if (cell === '') return null;
      const value = FIGURE.test(cell) ? Number(cell) : NaN;
      return Number.isFinite(value)
        ? value
        : reject(
            at + 1,
            `${JSON.stringify(cell)} under ${headings[i]} is not a number.`,
            'Write plain decimal numbers, such as 0.012.',
          );
    });
    rows.push({ line: at + 1, label, values, cells });
  }
  return { corner: corner.toLowerCase(), headings, rows };
}
