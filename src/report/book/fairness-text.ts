import type { Fairness } from '../../../allocations/pool/fairness.ts';
import type { RoundingTest } from '../../../allocations/pool/rounding-test.ts';
import { grouped } from '../../format/numbers.ts';

/** Below this probability roundings are called unusual (our choice). */
export const UNUSUAL = 0.01;

/** Whether roundings to whole shares favour anybody. */
export const roundingText = ({ rounding }: Fairness): string =>
  roundingTestText(rounding, 'see who gained in fairness.csv');

/** @param advice where to look if the roundings are unusual. */
export function roundingTestText({ chiSquare, degrees, probability }: RoundingTest, advice: string): string {
  if (degrees === 0) return 'none was needed';
  const test = `χ² ${grouped(chiSquare, 1)} with ${grouped(degrees, 0)} degrees of freedom; as large or larger by chance with probability ${grouped(probability, 2)}`;
  return probability < UNUSUAL ? `${test}: unusual, ${advice}` : `${test}: no sign that it favours anybody`;
}
