import { splitFields } from '../../market/import/formats/fields.ts';
import { type Problem, UserError } from '../../market/problem.ts';

/** One row of a table, with its line in the file. Cells are trimmed; a column that the file does not have is empty. */
export interface TableRow<Column extends string> {
  readonly line: number;
  readonly cell: (column: Column) => string;
}

export interface TableShape<Column extends string> {
  readonly columns: readonly Column[];
  readonly required: readonly Column[];
}

/**
 * Reads a CSV table with named columns, in any order.
 *
 * @throws UserError for a header with unknown, missing or repeated columns, and for every row that cannot be split into
 *   cells: it could belong to any client.
 */
export function readTable<Column extends string>(
  text: string,
  file: string,
  { columns, required }: TableShape<Column>,
): TableRow<Column>[] {
  const problems: Problem[] = [];
  const fault = (line: number, message: string, remedy: string): void =>
    void problems.push({ severity: 'error', code: 'book-file', about: `${file}:${line}`, message, remedy });
  const [header, ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const names = (splitFields(header!) ?? [header!]).map((name) => name.trim().toLowerCase());
  const isColumn = (name: string): name is Column => columns.some((column) => column === name);
  const unknown = names.filter((name) => !isColumn(name));
  const missing = required.filter((name) => !names.includes(name));
  const repeated = names.filter((name, i) => names.indexOf(name) < i);
  const known = `Columns are ${columns.join(', ')}.`;
  if (unknown.length > 0)
    fault(1, `${unknown.map((name) => JSON.stringify(name)).join(', ')} is not a column.`, known);
  if (missing.length > 0) fault(1, `the column ${missing.join(', ')} is missing.`, known);
  if (repeated.length > 0) fault(1, `the column ${repeated.join(', ')} occurs twice.`, 'Remove one.');
  if (problems.length > 0) throw new UserError(problems);
  const at = new Map(names.map((name, i) => [name as Column, i]));
  const rows = lines.flatMap((line, i): TableRow<Column>[] => {
    if (line.trim() === '') return [];
    const cells = splitFields(line);
    if (cells?.length !== names.length) {
      fault(
        i + 2,
        cells ? `has ${cells.length} cells; the header has ${names.length}.` : 'has an unclosed quote.',
        'Quote cells that contain commas, and keep a comma for each empty cell.',
      );
      return [];
    }
    return [{ line: i + 2, cell: (column) => (cells[at.get(column) ?? -1] ?? '').trim() }];
  });
  if (problems.length > 0) throw new UserError(problems);
  return rows;
}
