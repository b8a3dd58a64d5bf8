import { minimumCvar as leastCvar } from '../../math/qp/minimum-cvar.ts';
import { assemble } from '../assemble.ts';
import type { Assets } from '../assets.ts';
import { type OptimalPortfolio, portfolioResult } from '../result.ts';
import { exactPercentText, type Constraint } from '../constraints/constraint.ts';
import { factorBand } from '../constraints/factor-band.ts';
import { solve, type Unsolved } from '../solve.ts';

/** The proof of optimality may miss by this, in units of a return: a millionth of a basis point. */
const TOLERANCE = 1e-8;

/**
 * Minimises the conditional value at risk (expected shortfall) of the observed returns: the mean loss of the worst periods, a
 * fraction 1 − `confidence` of all (Rockafellar and Uryasev 2000). The loss is that of one period of the data and
 * includes the cost of trading.
 *
 * @param confidence above 0 and below 1. @param atLeast a required expected return, in the unit of `assets.expected`.
 * @throws RangeError if the assets have no scenarios.
 */
export async function minimumCvar(
  assets: Assets,
  constraints: readonly Constraint[],
  confidence: number,
  atLeast: number | null = null,
): Promise<OptimalPortfolio | Unsolved> {
  const { scenarios } = assets;
  if (!scenarios) throw new RangeError('minimum-cvar needs observed returns, and the assets have none');
  const n = assets.names.length;
  const target =
    atLeast === null || !assets.expected
      ? []
      : [
          factorBand(
            `an expected return of at least ${exactPercentText(atLeast)}`,
            assets.expected,
            atLeast,
            Infinity,
          ),
        ];
  const all = [...constraints, ...target];
  // Cost and variance decide nothing here; this is whether any weights satisfy the constraints.
  const possible = await solve(assets, all, { linear: new Float64Array(n) });
  if (possible.kind !== 'solved') return possible;
  const { program } = assemble(assets, all, { linear: new Float64Array(n) });
  const found = leastCvar(program, scenarios.returns, scenarios.count, confidence);
  const residual = found ? Math.max(0, found.value - found.bound) : Infinity;
  if (!found || !(residual <= TOLERANCE))
    return {
      kind: 'failed',
      message: `The least conditional value at risk was not found (residual ${residual.toExponential(1)}).`,
    };
  const tail = (1 - confidence) * scenarios.count;
  return {
    ...portfolioResult(assets, found.x, { bindingConstraints: [], solver: 'interior-point', residual }),
    conditionalValueAtRisk: found.value,
    notes:
      tail < 10
        ? [
            `The worst ${Number((100 * (1 - confidence)).toFixed(2))} % of ${scenarios.count} periods are only ${Number(tail.toFixed(1))} periods: the estimate is uncertain.`,
          ]
        : [],
  };
}
