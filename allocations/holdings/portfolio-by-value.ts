import { rupees } from '../../src/format/rupees.ts';
import { sha256 } from '../../src/market/files/sha256.ts';
import { type Problem, UserError } from '../../src/market/problem.ts';
import type { Day } from '../../src/market/day.ts';
import { type HeldFuture, isFuture, readFuture } from './held-future.ts';
import { amountRemedy, isBlankRow, notAPosition } from './cell-faults.ts';
import { parseAmount, quoted } from './parse-amount.ts';
import { type PositionId, POSITIONS } from '../positions.ts';

/** A portfolio by value: positions valued at the as-of date. */
export interface PortfolioByValue {
  readonly file: string;
  /** Hash of the file's bytes. */
  readonly sha256: string;
  /** ₹, the sum of the holdings; above 0. */
  readonly value: number;
  /** ₹ by position; an absent position is not held. */
  readonly holdings: Readonly<Partial<Record<PositionId, number>>>;
  /** Absent where there are none. */
  readonly futures?: readonly HeldFuture[];
}

/** ₹; less cannot be spread over positions. The most is what paise hold exactly, ₹ 90 lakh crore. */
const LEAST_VALUE = 1;

/** Cash counts as liquid fund. */
const CASH = 'cash';

// A grouped number contains commas and must be quoted.
const ROW = /^\s*(?:"([^"]*)"|([^",]*))\s*,\s*(?:"([^"]*)"|([^",]*))\s*$/;
/** A portfolio by value has about a dozen lines; a longer file is something else. */
const LARGEST = 64 * 1024;

const HEADER = /^\s*"?position"?\s*,\s*"?value"?\s*$/i;

/** Whether a file is by value: it names positions and no securities, so that nothing of the store describes it. */
export const isByValue = (text: string): boolean =>
  HEADER.test(text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0]!);

/**
 * Reads a portfolio by value from CSV text: the header `position,value`, then a line for each position with its value in
 * ₹, plain (`1234567.50`) or grouped (`"12,34,567.50"`). `cash` counts as `liquid-fund`. A line of Nifty futures has units of
 * the index instead.
 *
 * @param text the file, decoded from UTF-8.
 * @param asOf the day on which futures must not have expired; null to skip the check.
 * @throws UserError with one problem per faulty line.
 */
export function readPortfolioByValue(text: string, file: string, asOf: Day | null = null): PortfolioByValue {
  const problems: Problem[] = [];
  const fault = (line: number, message: string, remedy: string): void => {
    problems.push({
      severity: 'error',
      code: 'portfolio',
      about: line > 0 ? `${file}:${line}` : file,
      message,
      remedy,
    });
  };
  const holdings = new Map<PositionId, number>();
  const futures: HeldFuture[] = [];
  const seen = new Map<string, number>();

  const readRow = (row: string, line: number): void => {
    const cells = ROW.exec(row);
    if (!cells) {
      return fault(
        line,
        `${quoted(row)} is not a position and a value.`,
        'Put a number with commas in quotes.',
      );
    }
    const name = (cells[1] ?? cells[2])!.trim();
    const figure = (cells[3] ?? cells[4])!.trim();
    const id = name === CASH ? 'liquid-fund' : POSITIONS.find((position) => position === name);
    const value = parseAmount(figure);
    if (isFuture(name)) {
      const read = readFuture(name, figure, asOf);
      if (Array.isArray(read)) for (const f of read) fault(line, f.message, f.remedy);
      else if (seen.has(read.contract))
        fault(line, `${read.contract} is already on line ${seen.get(read.contract)}.`, 'Combine the lines.');
      else {
        seen.set(read.contract, line);
        futures.push({ ...read, line });
      }
    } else if (!id) {
      const { message, remedy } = notAPosition(name, [...POSITIONS, CASH]);
      fault(line, message, remedy);
    } else if (value === null) {
      fault(
        line,
        `${name} has the value ${quoted(figure)}, which is not a valid amount.`,
        amountRemedy(figure, 'Give an amount of ₹ 0 or more, like 1234567.50 or "12,34,567.50".'),
      );
    } else if (seen.has(name)) {
      fault(line, `${name} is already on line ${seen.get(name)}.`, 'Give each position one line.');
    } else {
      seen.set(name, line);
      holdings.set(id, (holdings.get(id) ?? 0) + value);
    }
  };

  const [header, ...rows] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (text.length > LARGEST) {
    fault(
      0,
      `is ${text.length} characters long; a portfolio by value has one line per position.`,
      'Check the path.',
    );
  } else if (!isByValue(text)) {
    const { line, message, remedy } = headerFault(text, header!);
    fault(line, message, remedy);
  } else {
    rows.forEach((row, i) => {
      if (!isBlankRow(row)) readRow(row, i + 2);
    });
  }
  const value = [...holdings.values()].reduce((sum, v) => sum + v, 0);
  if (problems.length === 0 && areWeights(value)) {
    fault(
      0,
      `has values that sum to ${Number(value.toFixed(4))}: they look like weights, not amounts.`,
      'Give the value of each position in ₹.',
    );
  } else if (
    problems.length === 0 &&
    !(value >= LEAST_VALUE && Number.isSafeInteger(Math.round(100 * value)))
  ) {
    fault(
      0,
      `has a total value of ${rupees(value)}, which cannot be allocated.`,
      'Give the value of each position in ₹: at least ₹ 1 in all, at most ₹ 90 lakh crore.',
    );
  }
  if (problems.length > 0) throw new UserError(problems);
  return {
    file,
    sha256: sha256(text),
    value,
    holdings: Object.fromEntries(holdings),
    ...(futures.length > 0 && { futures }),
  };
}

/** Our choice: no portfolio is worth ₹ 1 or ₹ 100, but fractions and percentages sum to that, up to their rounding. */
const areWeights = (total: number): boolean => Math.abs(total - 1) <= 0.01 || Math.abs(total - 100) <= 1;

/** Why the first line is not the header of a portfolio. */
function headerFault(text: string, header: string): { line: number; message: string; remedy: string } {
  const forms =
    'The first line must be position,value, or holding,position,bought,quantity,cost,price, or that of a broker’s file (docs/how-to/portfolio-files.md).';
  if (text.replace(/^\uFEFF/, '').trim() === '')
    return { line: 0, message: 'is empty.', remedy: `Check that it was saved. ${forms}` };
  if (header.includes(';'))
    return {
      line: 1,
      message: `begins with ${quoted(header)}: its columns are separated by semicolons instead of commas.`,
      remedy: 'Save it with commas, and with a point in decimal numbers.',
    };
  const areWeightsNamed = /weight|%|percent/i.test(header) ? 'It takes values in ₹, not weights. ' : '';
  return {
    line: 1,
    message: `begins with ${quoted(header)}, which is not the expected header.`,
    remedy: `${areWeightsNamed}${forms}`,
  };
}
