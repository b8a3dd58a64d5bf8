import { splitFields } from './fields.ts';
import { linesOf, LONGEST_LINE } from './lines.ts';
import type { RawRow } from './raw-row.ts';

/** Lines that one row may take where cells may hold line ends: a name with its description takes two (our choice). */
const MOST_LINES = 8;

/** How the rows of a text file are cut. */
export interface TextShape {
  /** Cells of a row. */
  readonly columns: number;
  /** Whether quoted cells may hold line ends. */
  readonly cellsMayBreak: boolean;
}

interface Line {
  readonly at: number;
  readonly text: string;
}

const UNBALANCED = { reason: 'unbalanced quotes', message: 'a quote does not close' };

/** The rows of a text file below its header, in batches; blank lines are no rows. */
export async function* textRows(
  path: string,
  about: string,
  shape: TextShape,
  sees: (bytes: Buffer) => void,
): AsyncGenerator<RawRow[]> {
  const cutter = newCutter(shape);
  let at = 0;
  let headerSeen = false;
  for await (const lines of linesOf(path, about, sees)) {
    const rows: RawRow[] = [];
    for (const text of lines) {
      at++;
      if (headerSeen) cutter.take({ at, text }, rows);
      else headerSeen = text.trim() !== '';
    }
    yield rows;
  }
  yield cutter.rest();
}

/** Cuts lines into rows. */
interface Cutter {
  /** Takes a line and adds the rows that are whole by it. */
  take(line: Line, rows: RawRow[]): void;
  /** The rows that still waited for more lines. */
  rest(): RawRow[];
}

/**
 * A quote that does not close spoils its own line only, so that each line is accounted for. Where cells may break, the
 * lines after it are tried with it first: they are one row if together they have a row's cells.
 */
function newCutter({ columns, cellsMayBreak }: TextShape): Cutter {
  let open: Line[] = [];

  const take = (line: Line, rows: RawRow[]): void => {
    if (open.length > 0) return takeMore(line, rows);
    if (line.text.trim() === '') return;
    const cells = splitFields(line.text);
    if (cells) rows.push({ ...line, cells });
    else if (cellsMayBreak) open = [line];
    else rows.push({ ...line, fault: UNBALANCED });
  };
  const takeMore = (line: Line, rows: RawRow[]): void => {
    open.push(line);
    const text = open.map((l) => l.text).join('\n');
    const cells = splitFields(text);
    if (cells?.length === columns) {
      rows.push({ at: open[0]!.at, text, cells });
      open = [];
    } else if (cells || open.length === MOST_LINES || text.length > LONGEST_LINE) giveUp(rows);
  };
  /** The first line is spoilt, and those after it stand on their own. */
  const giveUp = (rows: RawRow[]): void => {
    const [first, ...others] = open;
    open = [];
    rows.push({ ...first!, fault: UNBALANCED });
    for (const line of others) take(line, rows);
  };
  return {
    take,
    rest: () => {
      const rows: RawRow[] = [];
      while (open.length > 0) giveUp(rows);
      return rows;
    },
  };
}
