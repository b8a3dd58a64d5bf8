import { splitFields } from '../formats/fields.ts';
import { linesOf, LONGEST_LINE } from './lines.ts';
import type { RawRow } from './raw-row.ts';

/** Lines that one row may span where cells may contain line breaks: a name with its description takes two (our choice). */
const MOST_LINES = 8;

/** How a text file is split into rows. */
export interface TextShape {
  /** The line of the last header row; rows follow it. */
  readonly headerAt: number;
  /** Number of cells in a row. */
  readonly columns: number;
  /** The positions of the cells that are kept; null for all. */
  readonly kept: readonly number[] | null;
  /** What separates cells; with another than a comma, quotation marks mean nothing and other lines are headings. */
  readonly separator: ',' | ';';
  /** Whether quoted cells may contain line breaks. */
  readonly cellsMayBreak: boolean;
}

interface Line {
  readonly at: number;
  readonly text: string;
}

const UNBALANCED = { reason: 'unbalanced quotes', message: 'a quotation mark is not closed' };

/**
 * Calls `row` for each row of a text file below its header; blank lines are skipped. Rows are passed one at a time:
 * collected in batches they survive garbage collections, which makes an import a quarter slower.
 */
export async function forEachTextRow(
  path: string,
  about: string,
  shape: TextShape,
  onBytes: (bytes: Buffer) => void,
  row: (raw: RawRow) => void,
): Promise<void> {
  const cutter = newCutter(shape, row);
  let at = 0;
  for await (const lines of linesOf(path, about, onBytes)) {
    for (const text of lines) {
      at++;
      if (at > shape.headerAt) cutter.take(at, text);
    }
  }
  cutter.end();
}

/** Splits lines into rows. */
interface Cutter {
  /** Takes a line and passes on the rows it completes. */
  take(at: number, text: string): void;
  /** Passes on the rows that were waiting for more lines. */
  end(): void;
}

/**
 * An unclosed quotation mark makes its own line invalid and no other, so that every line is accounted for. Where cells
 * may contain line breaks, the following lines are joined to it first: together they are one row if they have the right
 * number of cells.
 */
function newCutter(shape: TextShape, receive: (raw: RawRow) => void): Cutter {
  if (shape.separator !== ',') return newSplitter(shape.separator, receive);
  const { columns, kept, cellsMayBreak } = shape;
  const row = kept === null ? receive : (raw: RawRow): void => receive(keepCells(raw, columns, kept));
  let open: Line[] = [];

  const take = (at: number, text: string): void => {
    if (open.length > 0) return takeMore(at, text);
    if (text.trim() === '') return;
    const cells = splitFields(text);
    if (cells) row({ at, text, cells });
    else if (cellsMayBreak) open = [{ at, text }];
    else row({ at, text, fault: UNBALANCED });
  };
  const takeMore = (at: number, more: string): void => {
    open.push({ at, text: more });
    const text = open.map((l) => l.text).join('\n');
    const cells = splitFields(text);
    if (cells?.length === columns) {
      const first = open[0]!.at;
      open = [];
      row({ at: first, text, cells });
    } else if (cells || open.length === MOST_LINES || text.length > LONGEST_LINE) giveUp();
  };
  /** Rejects the first line and reads the following ones separately. */
  const giveUp = (): void => {
    const [first, ...others] = open;
    open = [];
    row({ at: first!.at, text: first!.text, fault: UNBALANCED });
    for (const line of others) take(line.at, line.text);
  };
  return {
    take,
    end: () => {
      while (open.length > 0) giveUp();
    },
  };
}

/** Splits lines without quotation marks. */
const newSplitter = (separator: string, receive: (raw: RawRow) => void): Cutter => ({
  take: (at, text) => {
    const line = text.endsWith('\r') ? text.slice(0, -1) : text;
    if (line.includes(separator)) receive({ at, text, cells: line.split(separator) });
    else if (line.trim() !== '') receive({ at, text, heading: line.trim() });
  },
  end: () => undefined,
});

/**
 * A row with only some of its cells; other rows than those of the right length cannot be distinguished from shifted
 * ones.
 */
function keepCells(raw: RawRow, columns: number, kept: readonly number[]): RawRow {
  if (!('cells' in raw)) return raw;
  const { at, text, cells } = raw;
  return cells.length === columns || (cells.length === columns + 1 && cells.at(-1) === '')
    ? { at, text, cells: kept.map((i) => cells[i]!) }
    : {
        at,
        text,
        fault: {
          reason: 'wrong number of cells',
          message: `the row has ${cells.length} cells, but the header has ${columns}`,
        },
      };
}
