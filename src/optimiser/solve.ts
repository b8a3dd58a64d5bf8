import { clip } from '../math/clip.ts';
import { clashOf } from '../math/qp/infeasibility-certificate.ts';
import { type Residuals, worst } from '../math/qp/fixed-point.ts';
import type { PrimalDual, QuadraticProgram } from '../math/qp/program.ts';
import { loadScs, type SecondSolver } from '../math/qp/scs.ts';
import { examine, type QpOutcome, solveQp } from '../math/qp/solve-qp.ts';
import { assemble, type Goal } from './assemble.ts';
import type { Assets } from './assets.ts';
import { type Binding, bindingLimits, clashNames } from './constraint-names.ts';
import type { Limit } from './constraints/constraint.ts';

export interface Solution {
  readonly kind: 'solved';
  readonly weights: Float64Array;
  readonly binding: readonly Binding[];
  readonly solver: 'interior-point' | 'scs';
  readonly residuals: Residuals;
  /** For the next programme like this one to start from. */
  readonly point: PrimalDual;
}

export type Unsolved =
  /** No weights keep these limits together; without any one of them some would, or nearly so. */
  | { readonly kind: 'infeasible'; readonly clash: readonly string[] }
  /** Both solvers failed; a defect or figures beyond what numbers of 16 digits can hold. */
  | { readonly kind: 'failed'; readonly message: string };

/** The solvers, passed in so that the second one's part can be tried. */
export interface Solvers {
  readonly first: (program: QuadraticProgram, near?: PrimalDual) => QpOutcome;
  readonly second: () => Promise<SecondSolver>;
}

const SOLVERS: Solvers = { first: solveQp, second: loadScs };

/** What SCS, a first-order method, is held to where its answer cannot be made exact. */
const CERTIFIED_SECOND = 1e-6;

/** The best weights for a goal, certified; or why there are none. */
export async function solve(
  assets: Assets,
  limits: readonly Limit[],
  goal: Goal,
  near?: PrimalDual,
  { first, second }: Solvers = SOLVERS,
): Promise<Solution | Unsolved> {
  const assembled = assemble(assets, limits, goal);
  const { program } = assembled;
  const outcome = first(program, near);
  if (outcome.kind === 'infeasible')
    return { kind: 'infeasible', clash: clashNames(assets, assembled, clashOf(program, outcome.proof)) };
  const told = (solver: Solution['solver'], point: PrimalDual): Solution => {
    const { residuals, ...pieces } = examine(program, point);
    return {
      kind: 'solved',
      // An answer that is not exact may be beyond a bound by less than its tolerance.
      weights: point.x.map((w, i) => clip(w, program.lower[i]!, program.upper[i]!)),
      binding: bindingLimits(assets, assembled, pieces, point),
      solver,
      residuals,
      point,
    };
  };
  if (outcome.kind === 'solved') return told('interior-point', outcome.point);

  const found = (await second())(program);
  const exact = found && first(program, found);
  if (exact?.kind === 'solved') return told('scs', exact.point);
  const answer = found && told('scs', found);
  if (answer && worst(answer.residuals) <= CERTIFIED_SECOND) return answer;
  const residual = answer ? worst(answer.residuals).toExponential(1) : 'none';
  return {
    kind: 'failed',
    message:
      `Neither solver found weights that stand the test of optimality ` +
      `(residuals ${worst(outcome.residuals).toExponential(1)} and ${residual}).`,
  };
}
