import { rowValues, turnoverOf } from '../math/qp/program.ts';
import type { AssembledProgram } from './assemble.ts';

/** A constraint counts as violated beyond this. */
const ROUNDING = 1e-9;

/** The names of the constraints that weights violate, each once. */
export function violatedConstraints(
  { program, rowNames, lowerNames, upperNames, tradeName }: AssembledProgram,
  w: Float64Array,
): string[] {
  const { lower, upper, rows, trade } = program;
  const values = rowValues(program, w);
  const violated = [
    ...rowNames.filter(
      (_, r) => values[r]! < rows.lower[r]! - ROUNDING || values[r]! > rows.upper[r]! + ROUNDING,
    ),
    ...lowerNames.filter((_, i) => w[i]! < lower[i]! - ROUNDING),
    ...upperNames.filter((_, i) => w[i]! > upper[i]! + ROUNDING),
    ...(trade && tradeName !== null && turnoverOf(program, w) > trade.limit + ROUNDING ? [tradeName] : []),
  ];
  return [...new Set(violated)];
}
