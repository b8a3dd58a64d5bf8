import { userError } from '../../market/problem.ts';
import { readNumberTable } from './table.ts';

/**
 * Reads a number for each asset by name, such as present or market weights: CSV with the columns asset and weight. Assets
 * that are not listed have 0.
 *
 * @returns weights in the order of the rows.
 * @throws UserError with the line of an unknown or repeated asset, or of a missing weight.
 */
export function readWeights(
  text: string,
  file: string,
  names: readonly string[],
): Readonly<Record<string, number>> {
  const { corner, headings, rows } = readNumberTable(text, file);
  const refuse = (line: number, message: string, remedy: string) =>
    userError('unusable-weights', file, `line ${line}: ${message}`, remedy);
  if (corner !== 'asset' || headings.length !== 1)
    throw refuse(1, 'the columns must be asset and weight.', 'Start the file with asset,weight.');
  const weights = new Map<string, number>();
  for (const { line, label, values } of rows) {
    if (!names.includes(label))
      throw refuse(line, `${label} is not one of the assets.`, `The assets are ${names.join(', ')}.`);
    if (weights.has(label)) throw refuse(line, `${label} occurs twice.`, 'Give each asset one weight.');
    const weight = values[0] ?? null;
    if (weight === null) throw refuse(line, `${label} has no weight.`, 'Fill it in, or remove the row.');
    weights.set(label, weight);
  }
  return Object.fromEntries(weights);
}

/** Fractions that sum to more than this are percentages or amounts. */
const MOST_HELD = 1.001;

/** Reads present weights: fractions of the portfolio. What they leave is held outside these assets. */
export function readOpening(
  text: string,
  file: string,
  names: readonly string[],
): Readonly<Record<string, number>> {
  const weights = readWeights(text, file, names);
  const sum = Object.values(weights).reduce((a, b) => a + b, 0);
  if (sum > MOST_HELD)
    throw userError(
      'unusable-weights',
      file,
      `the weights sum to ${Number(sum.toPrecision(6))}, more than the whole portfolio.`,
      'Give fractions: 0.25 for 25 %.',
    );
  return weights;
}
