import { projection, solveQp } from '../../src/math/qp/solve-qp.ts';
import { assemble } from '../../src/optimiser/assemble.ts';
import type { Constraint } from '../../src/optimiser/constraints/constraint.ts';
import { solve, type Solution } from '../../src/optimiser/solve.ts';
import { type TradingTerms, constraintsOf } from './constraints/constraints.ts';
import { UNCONSTRAINED, relax, relaxations, type ConstraintSlack } from './constraints/relax-constraints.ts';
import type { Relaxation } from './result.ts';
import type { SleeveProgramme } from './objective.ts';

/** An optimisation: the total weight of the sleeves, and the terms of trading if there are opening holdings. */
export interface OptimisationRequest {
  readonly total: number;
  /** The relaxable constraints, as the rule book sets them. */
  readonly slack: ConstraintSlack;
  readonly trade: TradingTerms | null;
}

export type SleeveOptimum =
  | {
      readonly kind: 'optimal';
      /** By sleeve. */
      readonly weights: Float64Array;
      readonly solution: Solution;
      readonly constraints: readonly Constraint[];
      readonly slack: ConstraintSlack;
      readonly relaxed: readonly Relaxation[];
    }
  /** Constraints that cannot be relaxed and cannot be satisfied together. */
  | { readonly kind: 'infeasible'; readonly constraints: readonly string[] };

/** The optimal weights under the constraints, relaxed in order if they are infeasible. */
export async function optimise(
  programme: SleeveProgramme,
  request: OptimisationRequest,
): Promise<SleeveOptimum> {
  const slack = relax(request.slack, (tried) => isFeasible(programme, request, tried));
  return optimiseWithin(programme, request, slack ?? UNCONSTRAINED);
}

/** The optimal weights under constraints with the given slack. */
export async function optimiseWithin(
  programme: SleeveProgramme,
  { total, trade, slack: given }: OptimisationRequest,
  slack: ConstraintSlack,
): Promise<SleeveOptimum> {
  const constraints = constraintsOf(programme, total, slack, trade);
  const solution = await solve(programme.assets, constraints, programme.goal);
  if (solution.kind === 'failed') throw new Error(`sleeve weights: ${solution.message}`);
  if (solution.kind === 'infeasible') return { kind: 'infeasible', constraints: solution.conflict };
  return {
    kind: 'optimal',
    weights: solution.weights,
    solution,
    constraints,
    slack,
    relaxed: relaxations(given, slack),
  };
}

function isFeasible(
  programme: SleeveProgramme,
  { total, trade }: OptimisationRequest,
  slack: ConstraintSlack,
): boolean {
  if (trade && trade.otherTurnover > slack.turnover + trade.newMoney) return false;
  const constraints = constraintsOf(programme, total, slack, trade);
  const { program } = assemble(programme.assets, constraints, programme.goal);
  return solveQp(projection(program)).kind === 'solved';
}
