import { COLUMNS, REQUIRED } from '../../../allocations/holdings/lot-row.ts';
import { splitFields } from '../../market/import/formats/fields.ts';
import { UserError } from '../../market/problem.ts';
import type { LotLine } from './client.ts';
import { isBlank, readCells, readHeader, tableFaults } from './csv-table.ts';

export const LOTS = 'lots.csv';

/**
 * The lines of one client in `lots.csv`, as they stand there. They are split into cells where the client is decided: of a large book,
 * all cells at once would take ten times the memory of the file. Plain data.
 */
export interface LotText {
  /** Of the header. */
  readonly columns: readonly string[];
  /** Lines, with a line feed between them. */
  readonly text: string;
  /** The number of each in the file. */
  readonly numbers: Uint32Array;
}

/** The file of all lots, by client. */
export interface LotTable {
  /** Every client that has lines, with the number of the first. */
  readonly clients: readonly { readonly client: string; readonly line: number }[];
  readonly textOf: (client: string) => LotText;
}

/** A book without lots. */
export const NO_LOTS: LotTable = { clients: [], textOf: () => NO_TEXT };
const NO_TEXT: LotText = { columns: [], text: '', numbers: new Uint32Array(0) };

const LINE_FEED = 10;

/**
 * Reads the lots of all clients: the columns of a portfolio file by lot after `client`. The price may be left out where the store
 * has one. A client's lines are checked with its account.
 *
 * @param bytes of the file, which are kept.
 * @throws UserError for faults of the file as a whole.
 */
export function readLotTable(bytes: Uint8Array): LotTable {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const endOf = (start: number): number => {
    const end = file.indexOf(LINE_FEED, start);
    return end < 0 ? file.length : end;
  };
  const faults = tableFaults(LOTS);
  const afterHeader = endOf(0);
  const columns = readHeader(file.toString('utf8', 0, afterHeader).replace(/^\uFEFF/, ''), SHAPE, faults);
  const atClient = columns.indexOf('client');
  const rows = rowIndex(lineCount(file));
  for (let [start, number] = [afterHeader + 1, 2]; start < file.length; number++) {
    const end = endOf(start);
    const line = file.toString('utf8', start, end);
    const cells = isBlank(line) ? null : readCells(line, number, columns.length, faults);
    if (cells) rows.add(cells[atClient]!.trim(), start, number);
    start = end + 1;
  }
  if (faults.problems.length > 0) throw new UserError(faults.problems);
  const of = rows.byClient();
  return {
    clients: [...of].map(([client, { numbers }]) => ({ client, line: numbers[0]! })),
    textOf(client) {
      const own = of.get(client);
      if (!own) return NO_TEXT;
      const lines = Array.from(own.starts, (start) => file.toString('utf8', start, endOf(start)));
      return { columns, text: lines.join('\n'), numbers: own.numbers.slice() };
    },
  };
}

const SHAPE = {
  columns: ['client', ...COLUMNS],
  required: ['client', ...REQUIRED.filter((column) => column !== 'price')],
} as const;

function lineCount(file: Buffer): number {
  let count = 1;
  for (let at = file.indexOf(LINE_FEED); at >= 0; at = file.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}

/** Where rows are in the file, in numbers: there are millions. */
interface RowIndex {
  readonly add: (client: string, start: number, number: number) => void;
  /** Each client's rows, in the order of the file. */
  readonly byClient: () => Map<string, { readonly starts: Uint32Array; readonly numbers: Uint32Array }>;
}

/** @param most rows at most. */
function rowIndex(most: number): RowIndex {
  const [clients, starts, numbers] = [new Uint32Array(most), new Uint32Array(most), new Uint32Array(most)];
  const ids = new Map<string, number>();
  const counts: number[] = [];
  let length = 0;
  return {
    add(client, start, number) {
      const id = ids.get(client) ?? ids.size;
      ids.set(client, id);
      counts[id] = (counts[id] ?? 0) + 1;
      [clients[length], starts[length], numbers[length]] = [id, start, number];
      length++;
    },
    byClient() {
      // A counting sort: rows of a client are put together, in their order.
      const grouped = { starts: new Uint32Array(length), numbers: new Uint32Array(length) };
      let total = 0;
      const next = counts.map((count) => (total += count) - count);
      for (let row = 0; row < length; row++) {
        const at = next[clients[row]!]!++;
        grouped.starts[at] = starts[row]!;
        grouped.numbers[at] = numbers[row]!;
      }
      return new Map(
        [...ids].map(([client, id]) => {
          const [from, to] = [next[id]! - counts[id]!, next[id]!];
          return [
            client,
            { starts: grouped.starts.subarray(from, to), numbers: grouped.numbers.subarray(from, to) },
          ];
        }),
      );
    },
  };
}

/** The lots of one client, with their cells in the order of the columns of a portfolio file by lot. */
export function lotLines({ columns, text, numbers }: LotText): LotLine[] {
  if (numbers.length === 0) return [];
  const at = COLUMNS.map((column) => columns.indexOf(column));
  return text.split('\n').map((line, i) => {
    const cells = splitFields(line)!;
    return { line: numbers[i]!, cells: at.map((k) => (cells[k] ?? '').trim()) };
  });
}
