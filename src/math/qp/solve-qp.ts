import { provesInfeasible } from './farkas.ts';
import { type FixedPoint, fixedPoint, type Residuals, worst } from './fixed-point.ts';
import { scaledIdentity } from './hessian.ts';
import { interiorPoint } from './interior-point.ts';
import { newtonSystem } from './newton-system.ts';
import type { PrimalDual, QuadraticProgram } from './program.ts';
import { type ScaledProgram, scaledProgram } from './scaled-program.ts';
import { type Certified, semismoothNewton } from './semismooth-newton.ts';

/** The certificate: no residual of the scaled programme's fixed point is above this, or the answer is refused. */
export const CERTIFIED = 1e-8;

export interface Solved {
  readonly kind: 'solved';
  readonly point: PrimalDual;
  /** At most `CERTIFIED` each. */
  readonly residuals: Residuals;
  /** Interior-point steps; 0 where a point near by was enough to start from. */
  readonly steps: number;
}

export type QpOutcome =
  | Solved
  /** Nothing satisfies the limits, as these multipliers prove. */
  | { readonly kind: 'infeasible'; readonly proof: Pick<PrimalDual, 'rowDuals' | 'tradeDual'> }
  /** An answer without its certificate: not to be used. */
  | { readonly kind: 'refused'; readonly point: PrimalDual; readonly residuals: Residuals };

/** An answer on its bounds exactly has residuals of rounding only; a worse one is improved while that is possible. */
const EXACT = 1e-12;
/** An interior point so far along tells which limits hold; the later looks are for those that hardly do. */
const LOOKS = [1e-9, 1e-12, 1e-15, 1e-18];
const MOST_STEPS = 80;
/** A point whose steps have become so short is stuck. */
const STUCK = 1e-6;
const NEARLY_FEASIBLE = 1e-6;

/**
 * Solves a convex quadratic programme: an interior point finds which limits hold, Newton's method on the fixed point
 * makes the answer exact, the fixed point certifies it. `near` is the solution of a programme like this one; where it
 * leads Newton's method home, no interior point is needed.
 *
 * Bounds may not cross and rows need one finite end (the caller validates); the same input gives the same bits.
 */
export function solveQp(given: QuadraticProgram, near?: PrimalDual): QpOutcome {
  const outcome = attempt(given, near);
  if (outcome.kind !== 'refused') return outcome;
  // The objective may stand in the way of the proof that nothing is feasible.
  const limitsAlone = attempt(projection(given));
  return limitsAlone.kind === 'infeasible' ? limitsAlone : outcome;
}

/** The programme of the feasible point nearest to nought: the limits without the objective. */
export const projection = (program: QuadraticProgram): QuadraticProgram => {
  const n = program.lower.length;
  return {
    ...program,
    hessian: scaledIdentity(n, 1),
    linear: new Float64Array(n),
    trade: program.trade && { ...program.trade, cost: new Float64Array(n) },
  };
};

function attempt(given: QuadraticProgram, near?: PrimalDual): QpOutcome {
  const scaled = scaledProgram(given);
  const { program } = scaled;
  const system = newtonSystem(program.hessian, program.rows);
  const polish = (point: PrimalDual): Certified => semismoothNewton(program, system, point);
  if (near) {
    const found = polish(scaled.scale(near));
    if (residualOf(found) <= EXACT) return solved(found, scaled, 0);
  }

  const inner = interiorPoint(program);
  let best: Certified | undefined;
  let look = 0;
  let steps = 0;
  for (let isOver = false; !isOver && look < LOOKS.length;) {
    steps++;
    isOver = inner.step() < STUCK || steps === MOST_STEPS;
    const point = inner.point();
    if (!point.x.every(Number.isFinite)) break;
    if (provesInfeasible(program, point)) return { kind: 'infeasible', proof: scaled.unscale(point) };
    const isFar = inner.complementarity() > LOOKS[look]! || inner.infeasibility() > NEARLY_FEASIBLE;
    if (isFar && !isOver) continue;
    look++;
    const found = polish(point);
    if (!best || residualOf(found) < residualOf(best)) best = found;
    if (residualOf(best) <= EXACT) break;
  }
  best ??= { point: inner.point(), fixedPoint: fixedPoint(program, inner.point()) };
  if (residualOf(best) <= CERTIFIED) return solved(best, scaled, steps);
  return { kind: 'refused', point: scaled.unscale(best.point), residuals: best.fixedPoint.residuals };
}

/** Any point, whoever found it, beside its image: how far it is from optimal, and which limits hold there. */
export const examine = (given: QuadraticProgram, point: PrimalDual): FixedPoint => {
  const { program, scale } = scaledProgram(given);
  return fixedPoint(program, scale(point));
};

const residualOf = ({ fixedPoint: { residuals } }: Certified): number => worst(residuals);

const solved = ({ point, fixedPoint }: Certified, { unscale }: ScaledProgram, steps: number): Solved => ({
  kind: 'solved',
  point: unscale(point),
  residuals: fixedPoint.residuals,
  steps,
});
