import type { Day } from '../../day.ts';
import { type DateStyle, readDate } from './dates.ts';
import { readNumber, readVolume } from './numbers.ts';
import { SPREADSHEET_DATE, spreadsheetDate } from './spreadsheet-date.ts';

/** Why a row is rejected: a reason that rows share, and a sentence about this row. */
export interface Fault {
  readonly reason: string;
  readonly message: string;
}

const NOT_A_DATE = 'not a date';

/** Whether a row was rejected because its date could not be read. */
export const isUnreadableDate = ({ reason }: Fault): boolean =>
  reason === NOT_A_DATE || reason === SPREADSHEET_DATE;

/**
 * The current row, by column name (or position, if a file has a name twice). A cell that cannot be parsed sets the row's
 * `fault` and returns a placeholder: check `fault` once, after the last cell.
 */
export class Cells {
  readonly #header: readonly string[];
  readonly #columns: ReadonlyMap<string, number>;
  #cells: readonly string[] = [];
  #fault: Fault | null = null;

  constructor(header: readonly string[]) {
    this.#header = header;
    this.#columns = new Map(header.map((column, i) => [column, i]));
  }

  /** Advances to the next row. */
  next(cells: readonly string[]): this {
    this.#cells = cells;
    this.#fault = null;
    return this;
  }

  get fault(): Fault | null {
    return this.#fault;
  }

  /** Rejects the row; the first reason is kept. */
  reject(reason: string, message: string): void {
    this.#fault ??= { reason, message };
  }

  text(column: string | number): string {
    return this.#at(column).trim();
  }

  day(column: string | number, style: DateStyle): Day {
    const cell = this.#at(column);
    const day = readDate(cell, style);
    if (day === null) {
      const saved = spreadsheetDate(cell);
      this.reject(
        saved === null ? NOT_A_DATE : SPREADSHEET_DATE,
        saved === null
          ? `${JSON.stringify(cell)} is not a date of the form ${style}`
          : `${JSON.stringify(cell)} ${saved}, as a spreadsheet saves it; it is not a date of the form ${style}`,
      );
    }
    return day ?? (0 as Day);
  }

  /** The number in a cell; null if missing. */
  number(column: string | number): number | null {
    return this.#value(column, readNumber(this.#at(column)));
  }

  volume(column: string | number): number | null {
    return this.#value(column, readVolume(this.#at(column)));
  }

  #value(column: string | number, figure: number | null | undefined): number | null {
    if (figure === undefined) {
      const title = typeof column === 'number' ? this.#header[column] : column;
      this.reject('not a number', `${title} is ${JSON.stringify(this.#at(column))}, which is not a number`);
    }
    return figure ?? null;
  }

  #at(column: string | number): string {
    const i = typeof column === 'number' ? column : this.#columns.get(column);
    return i === undefined ? '' : (this.#cells[i] ?? '');
  }
}
