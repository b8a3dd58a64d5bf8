import { userError } from '../../market/problem.ts';
import type { View } from '../views.ts';
import { readNumberTable } from './table.ts';

/** As much as the prior. */
const DEFAULT_CONFIDENCE = 0.5;

/**
 * Reads views for Black and Litterman: CSV with the columns view, return, confidence (optional) and a column for each asset
 * concerned, with its weight in the view (empty: 0).
 *
 * @throws UserError with the line at fault.
 */
export function readViews(text: string, file: string, names: readonly string[]): View[] {
  const { corner, headings, rows } = readNumberTable(text, file);
  const refuse = (line: number, message: string, remedy: string) =>
    userError('unusable-views', file, `line ${line}: ${message}`, remedy);
  const hasConfidence = headings[1]?.toLowerCase() === 'confidence';
  if (corner !== 'view' || headings[0]?.toLowerCase() !== 'return')
    throw refuse(
      1,
      'the columns must be view, return, confidence (which may be left out) and the assets.',
      'Start the file with view,return,confidence and add one heading per asset.',
    );
  const first = hasConfidence ? 2 : 1;
  const unknown = headings.slice(first).find((h) => !names.includes(h));
  if (unknown !== undefined)
    throw refuse(1, `${unknown} is not one of the assets.`, `The assets are ${names.join(', ')}.`);
  if (rows.length === 0) throw refuse(1, 'there are no views.', 'Give one row per view.');
  return rows.map(({ line, label, values }): View => {
    const [expected] = values;
    if (expected === null || expected === undefined)
      throw refuse(line, `the view "${label}" has no return.`, 'Give a decimal: 0.05 for 5 %.');
    const weights = new Float64Array(names.length);
    for (const [k, heading] of headings.slice(first).entries())
      weights[names.indexOf(heading)] = values[first + k] ?? 0;
    if (weights.every((w) => w === 0))
      throw refuse(line, `the view "${label}" is on no asset.`, 'Give 1 and −1 for one asset over another.');
    const confidence = (hasConfidence ? values[1] : null) ?? DEFAULT_CONFIDENCE;
    if (!(confidence > 0 && confidence <= 1))
      throw refuse(
        line,
        `the confidence of "${label}" is ${confidence}.`,
        'Give a fraction above 0, at most 1; 0.5 trusts the view as much as the prior.',
      );
    return { name: label, weights, return: expected, confidence };
  });
}
