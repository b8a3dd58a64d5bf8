import { type Day, parseIso } from '../../market/day.ts';
import { paiseOf } from '../../market/money.ts';
import type { Problem } from '../../market/problem.ts';
import { parseAmount } from '../../../allocations/holdings/parse-amount.ts';
import type { TableRow } from './csv-table.ts';

/** Reads the cells of one row and collects its faults, so that a row can be corrected in one pass. */
export interface RowReader<Column extends string> {
  readonly problems: Problem[];
  readonly text: (column: Column, longest?: number) => string;
  /** An amount in paise; null where the cell is empty. */
  readonly paise: (column: Column, sign: 'any' | 'not below 0') => number | null;
  readonly fraction: (column: Column, most: number) => number | null;
  readonly day: (column: Column) => Day | null;
  readonly oneOf: <Choice extends string>(
    column: Column,
    choices: readonly Choice[],
    otherwise?: Choice,
  ) => Choice;
  readonly fault: (message: string, remedy: string) => void;
}

/** Longest free text of a cell, in characters. */
const LONGEST_TEXT = 500;
/** ₹ 10,000 crore, as for a portfolio file. */
const LARGEST_PAISE = 1e13;

export function rowReader<Column extends string>(file: string, row: TableRow<Column>): RowReader<Column> {
  const problems: Problem[] = [];
  const fault = (message: string, remedy: string): void =>
    void problems.push({
      severity: 'error',
      code: 'book-file',
      about: `${file}:${row.line}`,
      message,
      remedy,
    });
  const shown = (column: Column): string => `${column} is ${JSON.stringify(row.cell(column).slice(0, 60))}`;
  return {
    problems,
    fault,
    text(column, longest = LONGEST_TEXT) {
      const text = row.cell(column);
      if (text.length > longest)
        fault(`${column} has ${text.length} characters.`, `Write at most ${longest} characters.`);
      return text;
    },
    paise(column, sign) {
      const cell = row.cell(column);
      if (cell === '') return null;
      const isNegative = /^[-−]/.test(cell);
      const amount = parseAmount(cell.replace(/^[-−+]/, ''));
      if (amount === null || amount * 100 > LARGEST_PAISE || (isNegative && sign === 'not below 0')) {
        const least = sign === 'any' ? '' : ' of 0 or more';
        fault(`${shown(column)}, which is not a valid amount.`, `Give an amount in ₹${least}, like 1234.50.`);
        return null;
      }
      const paise = paiseOf(amount);
      return isNegative && paise > 0 ? -paise : paise;
    },
    fraction(column, most) {
      const cell = row.cell(column);
      if (cell === '') return null;
      const value = parseAmount(cell);
      if (value !== null && value >= 0 && value <= most) return value;
      fault(`${shown(column)}, which is not a fraction.`, `Give a fraction from 0 to ${most}, like 0.05.`);
      return null;
    },
    day(column) {
      const cell = row.cell(column);
      if (cell === '') return null;
      const day = parseIso(cell);
      if (day === null) fault(`${shown(column)}, which is not a date.`, 'Give the date as YYYY-MM-DD.');
      return day;
    },
    oneOf(column, choices, otherwise) {
      const cell = row.cell(column).toLowerCase();
      if (cell === '' && otherwise !== undefined) return otherwise;
      const found = choices.find((choice) => choice === cell);
      if (found === undefined) fault(`${shown(column)}.`, `Give one of ${choices.join(', ')}.`);
      return found ?? choices[0]!;
    },
  };
}
