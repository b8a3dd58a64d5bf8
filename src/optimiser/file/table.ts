import { splitFields } from '../../market/import/formats/fields.ts';
import { userError } from '../../market/problem.ts';

/** A CSV file of figures: what its first column says of each row, and a figure under each further heading. */
export interface FigureTable {
  /** What the first cell of the header says. */
  readonly corner: string;
  readonly headings: readonly string[];
  readonly rows: readonly FigureRow[];
}

export interface FigureRow {
  readonly line: number;
  readonly label: string;
  /** As many as headings; null where the cell is empty. */
  readonly figures: readonly (number | null)[];
}

const FIGURE = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Reads such a file. Every cell is a plain number or empty; anything else is refused with its line. */
export function readFigureTable(text: string, file: string): FigureTable {
  const refuse = (line: number, message: string, remedy: string): never => {
    throw userError('unreadable-assets', file, `line ${line}: ${message}`, remedy);
  };
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const cellsAt = (at: number): string[] =>
    (splitFields(lines[at]!) ?? refuse(at + 1, 'a quote is not closed.', 'Correct that line.')).map((c) =>
      c.trim(),
    );
  const [corner = '', ...headings] = cellsAt(0);
  if (headings.length === 0)
    refuse(1, 'there is no column of figures.', 'See docs/optimise.md for the shape.');
  const unnamed = headings.indexOf('');
  if (unnamed >= 0) refuse(1, `column ${unnamed + 2} has no name.`, 'Name every column.');
  const twice = headings.find((h, i) => headings.indexOf(h) < i);
  if (twice !== undefined) refuse(1, `the column ${twice} is there twice.`, 'Give each column its own name.');

  const rows: FigureRow[] = [];
  for (let at = 1; at < lines.length; at++) {
    if (lines[at]!.trim() === '') continue;
    const [label = '', ...cells] = cellsAt(at);
    if (cells.length !== headings.length)
      refuse(
        at + 1,
        `${cells.length + 1} cells under ${headings.length + 1} headings.`,
        'Give every row a cell for each heading; leave it empty where there is no figure.',
      );
    const figures = cells.map((cell, i) => {
      if (cell === '') return null;
      const value = FIGURE.test(cell) ? Number(cell) : NaN;
      return Number.isFinite(value)
        ? value
        : refuse(
            at + 1,
            `${JSON.stringify(cell)} under ${headings[i]} is not a number.`,
            'Write plain numbers, such as 0.012.',
          );
    });
    rows.push({ line: at + 1, label, figures });
  }
  return { corner: corner.toLowerCase(), headings, rows };
}
