import { clip } from '../math/clip.ts';
import { infeasibleSubset } from '../math/qp/infeasible-subset.ts';
import { type FixedPoint, largestResidual, type Residuals } from '../math/qp/fixed-point.ts';
import type { PrimalDual, QuadraticProgram } from '../math/qp/program.ts';
import { type ScaledProgram, scaledProgram } from '../math/qp/scaled-program.ts';
import { loadScs, type SecondSolver } from '../math/qp/scs.ts';
import { fixedPointAt, type QpOutcome, solveQp } from '../math/qp/solve-qp.ts';
import { assemble, type AssembledProgram, type Objective } from './assemble.ts';
import type { Assets } from './assets.ts';
import { type BindingConstraint, bindingConstraints, conflictNames } from './constraint-names.ts';
import type { Constraint } from './constraints/constraint.ts';

/** A certified solution of a quadratic programme. */
export interface Solution {
  readonly kind: 'solved';
  readonly weights: Float64Array;
  readonly bindingConstraints: readonly BindingConstraint[];
  readonly solver: 'interior-point' | 'critical-line' | 'scs';
  readonly residuals: Residuals;
  /** Primal and dual solution, from which a similar programme can start. */
  readonly point: PrimalDual;
}

/** The attainable value where a request is infeasible; it shows how far a constraint has to be relaxed. */
export type Attainable =
  | { readonly kind: 'greatest-return' | 'least-volatility' | 'least-turnover'; readonly value: number }
  /** The sum of all upper, or lower, bounds on weights. */
  | { readonly kind: 'sum-of-maxima' | 'sum-of-minima'; readonly value: number }
  /** The range of a group's total weight, or of an exposure, within bounds and full investment. */
  | { readonly kind: 'range'; readonly constraint: string; readonly low: number; readonly high: number };

export type Unsolved =
  /** No weights satisfy all these constraints; without any one of them some would, up to tolerance. */
  | {
      readonly kind: 'infeasible';
      readonly conflict: readonly string[];
      /** What can be attained instead, where a method was asked for. */
      readonly attainable?: readonly Attainable[];
    }
  /** Both solvers failed: a defect, or inputs too ill-conditioned for double precision. */
  | { readonly kind: 'failed'; readonly message: string };

/** The primary solver and its fallback, injected so that tests can exercise the fallback. */
export interface Solvers {
  readonly first: (program: QuadraticProgram, near?: PrimalDual, scaled?: ScaledProgram) => QpOutcome;
  readonly second: () => Promise<SecondSolver>;
}

const SOLVERS: Solvers = { first: solveQp, second: loadScs };

/** Accepted residual of SCS, a first-order method, if its solution cannot be polished to an exact one. */
const SCS_TOLERANCE = 1e-6;

/** A point as a solution of the programme, with the residuals that say how nearly it is one. */
function certifiedSolution(
  assets: Assets,
  assembled: AssembledProgram,
  scaled: ScaledProgram,
  solver: Solution['solver'],
  point: PrimalDual,
): Solution {
  const evaluated = fixedPointAt(assembled.program, point, scaled);
  return solutionWith(assets, assembled, solver, point, evaluated);
}

/** The same, where the evaluation of the point is at hand. */
export function solutionWith(
  assets: Assets,
  assembled: AssembledProgram,
  solver: Solution['solver'],
  point: PrimalDual,
  { residuals, ...pieces }: FixedPoint,
): Solution {
  const { program } = assembled;
  return {
    kind: 'solved',
    // A solution that is not exact may exceed a bound within its tolerance.
    weights: point.x.map((w, i) => clip(w, program.lower[i]!, program.upper[i]!)),
    bindingConstraints: bindingConstraints(assets, assembled, pieces, point),
    solver,
    residuals,
    point,
  };
}

/** Minimises an objective subject to constraints and certifies the solution; otherwise reports why there is none. */
export async function solve(
  assets: Assets,
  constraints: readonly Constraint[],
  objective: Objective,
  near?: PrimalDual,
  { first, second }: Solvers = SOLVERS,
): Promise<Solution | Unsolved> {
  const assembled = assemble(assets, constraints, objective);
  const { program } = assembled;
  const scaled = scaledProgram(program);
  const outcome = first(program, near, scaled);
  if (outcome.kind === 'infeasible')
    return {
      kind: 'infeasible',
      conflict: conflictNames(assets, assembled, infeasibleSubset(program, outcome.certificate)),
    };
  const certified = (solver: Solution['solver'], point: PrimalDual): Solution =>
    certifiedSolution(assets, assembled, scaled, solver, point);
  if (outcome.kind === 'solved') return certified('interior-point', outcome.point);

  const found = (await second())(program);
  const exact = found && first(program, found, scaled);
  if (exact?.kind === 'solved') return certified('scs', exact.point);
  const answer = found && certified('scs', found);
  if (answer && largestResidual(answer.residuals) <= SCS_TOLERANCE) return answer;
  const residual = answer ? largestResidual(answer.residuals).toExponential(1) : 'none';
  return {
    kind: 'failed',
    message:
      `Neither solver found weights that satisfy the optimality conditions ` +
      `(residuals ${largestResidual(outcome.residuals).toExponential(1)} and ${residual}).`,
  };
}
