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

/** Faults of a table as a whole, each with its line. */
export interface TableFaults {
  readonly problems: Problem[];
  readonly add: (line: number, message: string, remedy: string) => void;
}

export function tableFaults(file: string): TableFaults {
  const problems: Problem[] = [];
  return {
    problems,
    add: (line, message, remedy) =>
      void problems.push({ severity: 'error', code: 'book-file', about: `${file}:${line}`, message, remedy }),
  };
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
  shape: TableShape<Column>,
): TableRow<Column>[] {
  const faults = tableFaults(file);
  const [header, ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const names = readHeader(header!, shape, faults);
  const at = new Map(names.map((name, i) => [name, i]));
  const rows = lines.flatMap((line, i): TableRow<Column>[] => {
    if (isBlank(line)) return [];
    const cells = readCells(line, i + 2, names.length, faults);
    if (!cells) return [];
    return [{ line: i + 2, cell: (column) => (cells[at.get(column) ?? -1] ?? '').trim() }];
  });
  if (faults.problems.length > 0) throw new UserError(faults.problems);
  return rows;
}

/** A line that is no row. */
export const isBlank = (line: string): boolean => line.trim() === '';

/**
 * The columns of a table, in the order of its header.
 *
 * @throws UserError for unknown, missing or repeated columns.
 */
export function readHeader<Column extends string>(
  header: string,
  { columns, required }: TableShape<Column>,
  { problems, add }: TableFaults,
): Column[] {
  const names = (splitFields(header) ?? [header]).map((name) => name.trim().toLowerCase());
  const isColumn = (name: string): name is Column => columns.some((column) => column === name);
  const unknown = names.filter((name) => !isColumn(name));
  const missing = required.filter((name) => !names.includes(name));
  const repeated = names.filter((name, i) => names.indexOf(name) < i);
  const known = `Columns are ${columns.join(', ')}.`;
  if (unknown.length > 0)
    add(1, `${unknown.map((name) => JSON.stringify(name)).join(', ')} is not a column.`, known);
  if (missing.length > 0) add(1, `the column ${missing.join(', ')} is missing.`, known);
  if (repeated.length > 0) add(1, `the column ${repeated.join(', ')} occurs twice.`, 'Remove one.');
  if (problems.length > 0) throw new UserError(problems);
  return names.filter(isColumn);
}

/** The cells of a row, untrimmed; null, and a fault, for another number than the header has. */
export function readCells(
  line: string,
  number: number,
  width: number,
  { add }: TableFaults,
): string[] | null {
  const cells = splitFields(line);
  if (cells?.length === width) return cells;
  add(
    number,
    cells ? `has ${cells.length} cells; the header has ${width}.` : 'has an unclosed quote.',
    'Quote cells that contain commas, and keep a comma for each empty cell.',
  );
  return null;
}
