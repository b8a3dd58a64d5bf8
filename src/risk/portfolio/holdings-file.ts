import { type Problem, UserError } from '../../market/problem.ts';
import { splitFields } from '../../market/import/formats/fields.ts';
import type { Issuer } from '../../market/stocks/daily-slice.ts';
import type { Holding } from './portfolio-risk.ts';

/** Characters; a portfolio has a few thousand rows at most, so a far larger file is not one. */
const MAXIMUM_LENGTH = 4 * 1024 * 1024;

/** Largest plausible sum of weights, 100 % leverage; beyond it they are probably in percent (our choice). */
const MAXIMUM_SUM = 2;

/** Largest weight or ratio of gross to net value that any portfolio can have; beyond it a figure is a mistake (our choice). */
const MAXIMUM_LEVERAGE = 1000;

/** ₹ 90 lakh crore, above the value of all listed companies of a sector; beyond it rupees are not exact to the paisa. */
const MAXIMUM_VALUE = 9e13;

/** The holdings of a file, with warnings about them. */
export interface HoldingsFile {
  readonly holdings: readonly Holding[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a portfolio or benchmark of stocks: the header `security,weight` or `security,value`, then one row per ISIN
 * or symbol. Weights are fractions and may have any sum (the rest is cash without risk), but a sum beyond ±2 has a
 * warning; values are in ₹ and become fractions of their sum. A short position is negative. Numbers may be grouped by
 * thousands, or by thousands, lakhs and crores.
 *
 * @param issuers the issuers of the model, in column order.
 * @throws UserError with one problem for each invalid row.
 */
export function readHoldings(text: string, file: string, issuers: readonly Issuer[]): HoldingsFile {
  const problems: Problem[] = [];
  const reject = (line: number, message: string, remedy: string): void => {
    problems.push({ severity: 'error', code: 'holdings', about: `${file}:${line}`, message, remedy });
  };
  const columns = new Map(
    issuers.flatMap(({ isin, symbol }, i) => [[isin, i] as const, [symbol, i] as const]),
  );
  const [header = '', ...rows] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const kind = header.trim().toLowerCase().replaceAll(' ', '');
  if (text.length > MAXIMUM_LENGTH)
    reject(1, `the file has ${text.length} characters, too many for a portfolio.`, 'Check the path.');
  else if (kind !== 'security,weight' && kind !== 'security,value') {
    reject(1, `the header is ${quoted(header)}.`, 'The header must be security,weight or security,value.');
  }
  const isValue = kind === 'security,value';
  const found = new Map<number, number>();
  const seenOn = new Map<number, number>();
  if (problems.length === 0) {
    rows.forEach((row, k) => {
      if (row.trim() === '') return;
      const line = k + 2;
      const [name = '', figure = '', ...more] = (splitFields(row) ?? []).map((c) => c.trim());
      const issuer = columns.get(name);
      const amount = parseAmount(figure);
      if (more.length > 0 || figure === '')
        reject(
          line,
          `${quoted(row)} is not a security and a number.`,
          'Put numbers with commas in quotation marks.',
        );
      else if (issuer === undefined)
        reject(
          line,
          `the model does not contain ${quoted(name)}.`,
          'Use an ISIN or NSE symbol that is in the store.',
        );
      else if (amount === null)
        reject(
          line,
          `the amount of ${name}, ${quoted(figure)}, is not a valid number.`,
          'Use a decimal point, for example 0.5, 120000 or "1,20,000".',
        );
      else if (Math.abs(amount) > (isValue ? MAXIMUM_VALUE : MAXIMUM_LEVERAGE))
        reject(
          line,
          `the amount of ${name}, ${quoted(figure)}, is beyond ${isValue ? '₹ 90 lakh crore' : `${MAXIMUM_LEVERAGE} times the portfolio`}.`,
          isValue ? 'Give values in ₹.' : 'Give weights as fractions of the portfolio: 0.05 for 5 %.',
        );
      else if (seenOn.has(issuer))
        reject(
          line,
          `${name} already occurs on line ${seenOn.get(issuer)}.`,
          'Combine its positions in one row.',
        );
      else {
        seenOn.set(issuer, line);
        found.set(issuer, amount);
      }
    });
  }
  const total = [...found.values()].reduce((sum, x) => sum + x, 0);
  if (problems.length === 0 && (found.size === 0 || (isValue && !(total > 0)))) {
    reject(
      1,
      found.size === 0 ? 'the file has no holdings.' : `the total value is ₹ ${total}; it must be positive.`,
      'Give at least one holding.',
    );
  }
  const gross = [...found.values()].reduce((sum, x) => sum + Math.abs(x), 0);
  if (problems.length === 0 && isValue && gross > MAXIMUM_LEVERAGE * total)
    reject(
      1,
      `long and short values of ₹ ${gross} cancel to ₹ ${total}, so that no weight has a meaning.`,
      'Give weights instead (security,weight), or add the cash that the portfolio holds.',
    );
  if (problems.length > 0) throw new UserError(problems);
  return {
    holdings: [...found].map(([issuer, x]) => ({ issuer, weight: isValue ? x / total : x })),
    problems: !isValue && Math.abs(total) > MAXIMUM_SUM ? [weightsBeyondOne(file, total)] : [],
  };
}

const weightsBeyondOne = (file: string, total: number): Problem => ({
  severity: 'warning',
  code: 'weights-beyond-one',
  about: file,
  message: `the weights sum to ${Number(total.toPrecision(6))}, or ${Number((100 * total).toPrecision(6))} % of the portfolio.`,
  remedy: 'Give weights as fractions (0.6 for 60 %), unless the portfolio is leveraged this much.',
});

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** Grouped as 1,234,567.5, or by lakhs and crores as 12,34,567.5. */
const GROUPED = /^[+-]?[1-9](\d{0,2}(,\d{3})+|\d?(,\d{2})*,\d{3})(\.\d*)?$/;

/** Null if the text is not a number or is ambiguous: a decimal comma is not accepted as a thousands separator. */
function parseAmount(figure: string): number | null {
  if (!PLAIN.test(figure) && !GROUPED.test(figure)) return null;
  const amount = Number(figure.replaceAll(',', ''));
  return Number.isFinite(amount) ? amount : null;
}

const quoted = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
