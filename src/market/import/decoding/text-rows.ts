import { splitFields } from '../formats/fields.ts';
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

/**
 * Hands on the rows of a text file below its header; blank lines are no rows. One at a time: rows that wait for others
 * outlive a collection of garbage, which makes an import a quarter slower.
 */
export async function eachTextRow(
  path: string,
  about: string,
  shape: TextShape,
  sees: (bytes: Buffer) => void,
  row: (raw: RawRow) => void,
): Promise<void> {
  const cutter = newCutter(shape, row);
  let at = 0;
  let headerSeen = false;
  for await (const lines of linesOf(path, about, sees)) {
    for (const text of lines) {
      at++;
      if (headerSeen) cutter.take(at, text);
      else headerSeen = text.trim() !== '';
    }
  }
  cutter.end();
}

/** Cuts lines into rows. */
interface Cutter {
  /** Takes a line and hands on the rows that are whole by it. */
  take(at: number, text: string): void;
  /** Hands on the rows that still waited for more lines. */
  end(): void;
}

/**
 * A quote that does not close spoils its own line only, so that each line is accounted for. Where cells may break, the
 * lines after it are tried with it first: they are one row if together they have a row's cells.
 */
function newCutter({ columns, cellsMayBreak }: TextShape, row: (raw: RawRow) => void): Cutter {
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
  /** The first line is spoilt, and those after it stand on their own. */
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
