import { type Problem, UserError } from '../../market/problem.ts';
import { splitFields } from '../../market/import/formats/fields.ts';
import type { Issuer } from '../day-slice.ts';
import type { Holding } from './portfolio-risk.ts';

/** A portfolio of stocks is some thousand lines at most; a far larger file is something else. */
const LARGEST = 4 * 1024 * 1024;

/** Weights may borrow as much again as is owned; beyond that they are percent, or a slip (our choice). */
const LARGEST_SUM = 2;

/** What a file holds, and what to know before its risk is believed. */
export interface ReadHoldings {
  readonly holdings: readonly Holding[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a portfolio or benchmark of stocks: the header `security,weight` or `security,value`, then a line for each
 * ISIN or symbol. Weights are fractions and may sum to any amount (the rest is cash, without risk), but a sum beyond ±2
 * has a warning; values are ₹ and become fractions of their sum. A short position is negative. Figures may have commas
 * after thousands, or after thousands, lakhs and crores.
 *
 * @throws UserError with one problem for each faulty line.
 */
export function readHoldings(text: string, file: string, issuers: readonly Issuer[]): ReadHoldings {
  const problems: Problem[] = [];
  const fault = (line: number, message: string, remedy: string): void => {
    problems.push({ severity: 'error', code: 'holdings', about: `${file}:${line}`, message, remedy });
  };
  const columns = new Map(
    issuers.flatMap(({ isin, symbol }, i) => [[isin, i] as const, [symbol, i] as const]),
  );
  const [header = '', ...rows] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const kind = header.trim().toLowerCase().replaceAll(' ', '');
  if (text.length > LARGEST) fault(1, `is ${text.length} characters long.`, 'Check the path.');
  else if (kind !== 'security,weight' && kind !== 'security,value') {
    fault(1, `begins with ${shown(header)}.`, 'The first line must be security,weight or security,value.');
  }
  const found = new Map<number, number>();
  const seenOn = new Map<number, number>();
  if (problems.length === 0) {
    rows.forEach((row, k) => {
      if (row.trim() === '') return;
      const line = k + 2;
      const [name = '', figure = '', ...more] = (splitFields(row) ?? []).map((c) => c.trim());
      const issuer = columns.get(name);
      const amount = amountOf(figure);
      if (more.length > 0 || figure === '')
        fault(line, `${shown(row)} is not a security and a figure.`, 'Put a number with commas in quotes.');
      else if (issuer === undefined)
        fault(line, `the model has no security ${shown(name)}.`, 'Use an ISIN or NSE symbol of the store.');
      else if (amount === null)
        fault(
          line,
          `${name} has the figure ${shown(figure)}.`,
          'Give a number with a point before decimals, as 0.5, 120000 or "1,20,000".',
        );
      else if (seenOn.has(issuer))
        fault(
          line,
          `${name} stands on line ${seenOn.get(issuer)} already.`,
          'Put what is held of it on one line.',
        );
      else {
        seenOn.set(issuer, line);
        found.set(issuer, amount);
      }
    });
  }
  const total = [...found.values()].reduce((sum, x) => sum + x, 0);
  const isValue = kind === 'security,value';
  if (problems.length === 0 && (found.size === 0 || (isValue && !(total > 0)))) {
    fault(1, `holds ${found.size === 0 ? 'nothing' : `₹${total} in all`}.`, 'Give at least one holding.');
  }
  if (problems.length > 0) throw new UserError(problems);
  return {
    holdings: [...found].map(([issuer, x]) => ({ issuer, weight: isValue ? x / total : x })),
    problems: !isValue && Math.abs(total) > LARGEST_SUM ? [notFractions(file, total)] : [],
  };
}

const notFractions = (file: string, total: number): Problem => ({
  severity: 'warning',
  code: 'weights-beyond-one',
  about: file,
  message: `its weights sum to ${Number(total.toPrecision(6))}, which is ${Number((100 * total).toPrecision(6))} % of the portfolio.`,
  remedy: 'Give fractions, 0.6 for 60 %, unless so much is borrowed.',
});

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** Commas as in 1,234,567.5 or, of lakhs and crores, 12,34,567.5. */
const GROUPED = /^[+-]?[1-9](\d{0,2}(,\d{3})+|\d?(,\d{2})*,\d{3})(\.\d*)?$/;

/** Null of what is no figure, or one that two readers could read as two: a decimal comma is no group of thousands. */
function amountOf(figure: string): number | null {
  if (!PLAIN.test(figure) && !GROUPED.test(figure)) return null;
  const amount = Number(figure.replaceAll(',', ''));
  return Number.isFinite(amount) ? amount : null;
}

const shown = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
