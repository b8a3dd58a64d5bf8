import type { Fairness } from '../../../allocations/pool/fairness.ts';
import { grouped } from '../../format/numbers.ts';

/** Below this probability roundings are called unusual (our choice). */
const UNUSUAL = 0.01;

/** Whether roundings to whole shares favour anybody. */
export function roundingText({ rounding: { chiSquare, degrees, probability } }: Fairness): string {
  if (degrees === 0) return 'none was needed';
  const test = `χ² ${grouped(chiSquare, 1)} with ${grouped(degrees, 0)} degrees of freedom; as large or larger by chance with probability ${grouped(probability, 2)}`;
  return probability < UNUSUAL
    ? `${test}: unusual, see who gained in fairness.csv`
    : `${test}: no sign that it favours anybody`;
}
