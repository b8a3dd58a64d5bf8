import { type Day, parseIso } from '../../market/day.ts';
import { type Problem, userError } from '../../market/problem.ts';
import type { Assets } from '../assets.ts';
import { exactPercentText } from '../constraints/constraint.ts';
import { type EstimateOptions, estimateMoments } from '../moments.ts';
import { contradicts, type Period, periodOf } from './period.ts';
import { notReturns } from './price-like.ts';
import type { NumberTable } from './table.ts';

export interface ReturnOptions extends Pick<EstimateOptions, 'shrinkage' | 'commonPeriods'> {
  /** The file contains prices, from which simple returns are computed. Default false. */
  readonly prices?: boolean;
}

export interface ReadReturns {
  readonly assets: Assets;
  readonly problems: readonly Problem[];
  /** The time unit of the assets' figures. */
  readonly period: Period;
}

/**
 * Estimates expected returns and covariance from a table of simple decimal returns, or of prices, one row per period, and
 * annualises both by `perYear`. An asset may begin later than others (empty cells); a gap after its start is an
 * error and is never filled. Columns that look like prices or percentages are refused, because a covariance of prices
 * would be computed without complaint.
 *
 * @param perYear periods per year; undefined keeps the period of the file, which `period` names.
 */
export function readReturns(
  { headings, rows }: NumberTable,
  file: string,
  perYear: number | undefined,
  { prices = false, ...options }: ReturnOptions = {},
): ReadReturns {
  const reject = (line: number | null, message: string, remedy: string): never => {
    throw userError('unusable-returns', file, `${line === null ? '' : `line ${line}: `}${message}`, remedy);
  };
  const what = prices ? 'price' : 'return';
  const days: Day[] = [];
  const starts = headings.map(() => rows.length);
  for (const [k, { line, label, values }] of rows.entries()) {
    const day = parseIso(label);
    if (day === null)
      return reject(line, `${JSON.stringify(label)} is not an ISO date.`, 'Write dates as 2020-03-31.');
    if (day <= (days.at(-1) ?? -Infinity))
      reject(
        line,
        `${label} is not later than the date of the previous row.`,
        'Sort the rows by date and give each date once.',
      );
    days.push(day);
    for (const [i, v] of values.entries()) {
      if (v !== null) starts[i] = Math.min(starts[i]!, k);
      else if (starts[i]! < k)
        reject(
          line,
          `the ${what} of ${headings[i]} is missing.`,
          'Fill it in, or remove the row or the asset. Only rows before the first of an asset may be empty.',
        );
    }
    const bad = values.findIndex((v) => v !== null && (prices ? !(v > 0) : v < -1));
    if (bad >= 0)
      reject(
        line,
        `the ${what} of ${headings[bad]} is ${values[bad]}; ${prices ? 'a price is above 0.' : 'a simple return cannot be below −1.'}`,
        prices
          ? 'Correct it, or leave out --prices if the file holds returns.'
          : 'Give returns as decimals: −0.05 for a loss of 5 %.',
      );
  }
  const empty = starts.findIndex((s) => s >= rows.length - (prices ? 1 : 0));
  if (rows.length > 2 && empty >= 0)
    reject(null, `${headings[empty]} has too few values.`, 'Remove the asset, or give its values.');
  if (!prices) rejectOthers(headings, rows, reject);

  const table = rows.map(({ values }) => values as readonly number[]);
  const periods = prices ? table.slice(1).map((now, k) => now.map((p, i) => p / table[k]![i]! - 1)) : table;
  const { assets, problems } = estimateMoments(headings, periods, perYear ?? 1, file, { ...options, starts });
  const period = periodOf(days);
  // 1 a year was once the default and meant the file's own unit; it still does.
  if (perYear === undefined || perYear === 1) return { assets, problems, period };
  return {
    assets,
    problems: contradicts(perYear, period) ? [...problems, contradiction(file, perYear, period)] : problems,
    period: { name: 'a year', perYear: null },
  };
}

function rejectOthers(
  headings: readonly string[],
  rows: NumberTable['rows'],
  reject: (line: number | null, message: string, remedy: string) => never,
): void {
  for (const [i, name] of headings.entries()) {
    const found = notReturns(rows.map(({ values }) => values[i]!));
    if (!found) continue;
    const { line, values } = rows[found.row]!;
    const stated = `${name} returns ${exactPercentText(values[i]!)} in a period`;
    if (found.looksLike === 'prices')
      reject(
        line,
        `${stated}: these look like prices.`,
        'Give returns as decimals, or --prices to have them made from prices.',
      );
    reject(
      line,
      found.looksLike === 'percentages'
        ? `${stated}: these look like percentages.`
        : `${stated}, a misprint.`,
      'Give returns as decimals: 0.05 for a gain of 5 %.',
    );
  }
}

const contradiction = (about: string, perYear: number, { name, perYear: spaced }: Period): Problem => ({
  severity: 'warning',
  code: 'periods-per-year',
  about,
  message: `the dates are ${name} apart, but figures were annualised with ${perYear} periods a year.`,
  remedy: spaced === null ? 'Leave out --per-year.' : `Give --per-year ${spaced}.`,
});
