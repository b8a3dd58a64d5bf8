import { provesInfeasible } from './farkas.ts';
import { type FixedPoint, fixedPoint, type Residuals, largestResidual } from './fixed-point.ts';
import { scaledIdentity } from './hessian.ts';
import { interiorPoint } from './interior-point.ts';
import { newtonSystem } from './newton-system.ts';
import type { FarkasCertificate, PrimalDual, QuadraticProgram } from './program.ts';
import { type ScaledProgram, scaledProgram } from './scaled-program.ts';
import { type Certified, semismoothNewton } from './semismooth-newton.ts';

/** A solution is certified if no fixed-point residual of the scaled programme exceeds this; otherwise it is refused. */
export const RESIDUAL_TOLERANCE = 1e-8;

export interface Solved {
  readonly kind: 'solved';
  readonly point: PrimalDual;
  /** Each at most `RESIDUAL_TOLERANCE`. */
  readonly residuals: Residuals;
  /** Interior-point steps; 0 if the warm start was sufficient. */
  readonly steps: number;
}

export type QpOutcome =
  | Solved
  /** No point satisfies the constraints, as these multipliers prove. */
  | { readonly kind: 'infeasible'; readonly certificate: FarkasCertificate }
  /** A point that is not certified optimal; do not use it. */
  | { readonly kind: 'refused'; readonly point: PrimalDual; readonly residuals: Residuals };

/** An exact solution has residuals of rounding size; a worse one is improved while possible. */
const EXACT = 1e-12;
/** Complementarity at which the active set is tested; the later values are for constraints that are barely active. */
const POLISH_THRESHOLDS = [1e-9, 1e-12, 1e-15, 1e-18];
const MOST_STEPS = 80;
/** Shorter steps mean that the interior point is stuck. */
const STUCK = 1e-6;
const NEARLY_FEASIBLE = 1e-6;

/**
 * Solves a convex quadratic programme. An interior point identifies the active constraints, Newton's method on the
 * fixed-point equations makes the solution exact, and the residuals certify it. Deterministic: the same input gives the
 * same bits.
 *
 * @param given lower ≤ upper, and each row has at least one finite end; not validated here.
 * @param warmStart the solution of a similar programme; if Newton's method converges from it, no interior point is needed.
 * @param scaled the programme scaled, where it is at hand.
 * @returns the certified solution, a proof of infeasibility, or a refusal with the best point found.
 */
export function solveQp(
  given: QuadraticProgram,
  warmStart?: PrimalDual,
  scaled: ScaledProgram = scaledProgram(given),
): QpOutcome {
  const outcome = attempt(scaled, warmStart);
  if (outcome.kind !== 'refused') return outcome;
  // The objective may prevent the proof of infeasibility, so try the constraints alone.
  const constraintsAlone = attempt(scaledProgram(projection(given)));
  return constraintsAlone.kind === 'infeasible' ? constraintsAlone : outcome;
}

/** The programme for the feasible point nearest to zero: the constraints without the objective. */
export const projection = (program: QuadraticProgram): QuadraticProgram => {
  const n = program.lower.length;
  return {
    ...program,
    hessian: scaledIdentity(n, 1),
    linear: new Float64Array(n),
    trade: program.trade && { ...program.trade, cost: new Float64Array(n) },
  };
};

function attempt(scaled: ScaledProgram, warmStart?: PrimalDual): QpOutcome {
  const { program } = scaled;
  const system = newtonSystem(program.hessian, program.rows);
  const polish = (point: PrimalDual): Certified => semismoothNewton(program, system, point);
  if (warmStart) {
    const found = polish(scaled.scale(warmStart));
    if (residualOf(found) <= EXACT) return solved(found, scaled, 0);
  }

  const inner = interiorPoint(program);
  let best: Certified | undefined;
  let attempts = 0;
  let steps = 0;
  for (let isOver = false; !isOver && attempts < POLISH_THRESHOLDS.length;) {
    steps++;
    isOver = inner.step() < STUCK || steps === MOST_STEPS;
    const point = inner.point();
    if (!point.x.every(Number.isFinite)) break;
    if (provesInfeasible(program, point)) return { kind: 'infeasible', certificate: scaled.unscale(point) };
    const isFar =
      inner.complementarity() > POLISH_THRESHOLDS[attempts]! || inner.infeasibility() > NEARLY_FEASIBLE;
    if (isFar && !isOver) continue;
    attempts++;
    const found = polish(point);
    if (!best || residualOf(found) < residualOf(best)) best = found;
    if (residualOf(best) <= EXACT) break;
  }
  best ??= { point: inner.point(), fixedPoint: fixedPoint(program, inner.point()) };
  if (residualOf(best) <= RESIDUAL_TOLERANCE) return solved(best, scaled, steps);
  return { kind: 'refused', point: scaled.unscale(best.point), residuals: best.fixedPoint.residuals };
}

/** Evaluates any point: its residuals, and which constraints are active there. */
export const fixedPointAt = (
  given: QuadraticProgram,
  point: PrimalDual,
  { program, scale }: ScaledProgram = scaledProgram(given),
): FixedPoint => fixedPoint(program, scale(point));

const residualOf = ({ fixedPoint: { residuals } }: Certified): number => largestResidual(residuals);

const solved = ({ point, fixedPoint }: Certified, { unscale }: ScaledProgram, steps: number): Solved => ({
  kind: 'solved',
  point: unscale(point),
  residuals: fixedPoint.residuals,
  steps,
});
