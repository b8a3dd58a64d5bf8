import { type Constraint, percentText } from './constraint.ts';

/**
 * At most `most` assets are held, each with a weight of at least `smallest` (cardinality constraint); the others have a
 * weight of exactly 0. The constraint is combinatorial: `applyMethod` enforces it by branch and bound; `solve` alone
 * ignores it.
 *
 * @param most null for any number. @param smallest 0 for none.
 * @throws RangeError if `most` is not a whole number above 0, or `smallest` is not from 0 to 1.
 */
export function cardinality(most: number | null, smallest: number): Extract<Constraint, { kind: 'names' }> {
  if (most !== null && !(Number.isInteger(most) && most > 0))
    throw new RangeError(`the number of assets must be a whole number above 0; it is ${most}`);
  if (!(smallest >= 0 && smallest <= 1))
    throw new RangeError(`the smallest weight must be from 0 to 1; it is ${smallest}`);
  const name = [
    ...(most === null ? [] : [`at most ${most} ${most === 1 ? 'name' : 'names'}`]),
    ...(smallest > 0 ? [`no holding below ${percentText(smallest)}`] : []),
  ].join(', ');
  return { kind: 'names', name, most, smallest };
}
