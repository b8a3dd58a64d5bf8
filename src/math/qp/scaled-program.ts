import { scaledHessian } from './hessian.ts';
import { objectiveScale, type PrimalDual, type QuadraticProgram, rowScale } from './program.ts';

/** A programme scaled so that its largest curvature, linear term or cost, and each row's largest coefficient, are 1. */
export interface ScaledProgram {
  readonly program: QuadraticProgram;
  /** Converts multipliers of the given programme to those of the scaled one. */
  readonly scale: (point: PrimalDual) => PrimalDual;
  readonly unscale: (point: PrimalDual) => PrimalDual;
}

export function scaledProgram(given: QuadraticProgram): ScaledProgram {
  const n = given.lower.length;
  const { rows, trade } = given;
  const objective = objectiveScale(given);
  const rowScales = Float64Array.from(rows.lower, (_, r) => rowScale(rows, r, n));
  const coefficients = new Float64Array(rows.coefficients.length);
  for (let r = 0, at = 0; r < rows.count; r++)
    for (let i = 0; i < n; i++, at++) coefficients[at] = rows.coefficients[at]! / rowScales[r]!;
  return {
    program: {
      hessian: scaledHessian(given.hessian, 1 / objective),
      linear: given.linear.map((c) => c / objective),
      lower: given.lower,
      upper: given.upper,
      rows: {
        count: rows.count,
        coefficients,
        lower: rows.lower.map((v, r) => v / rowScales[r]!),
        upper: rows.upper.map((v, r) => v / rowScales[r]!),
      },
      trade: trade && { ...trade, cost: trade.cost.map((k) => k / objective) },
    },
    scale: ({ x, rowDuals, tradeDual }) => ({
      x,
      rowDuals: rowDuals.map((y, r) => (y * rowScales[r]!) / objective),
      tradeDual: tradeDual / objective,
    }),
    unscale: ({ x, rowDuals, tradeDual }) => ({
      x,
      rowDuals: rowDuals.map((y, r) => (y / rowScales[r]!) * objective),
      tradeDual: tradeDual * objective,
    }),
  };
}
