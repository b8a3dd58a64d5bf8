import { factorHessian } from '../../math/qp/factor-hessian.ts';
import { solveQp } from '../../math/qp/solve-qp.ts';
import type { Holding } from '../../risk/portfolio/portfolio-risk.ts';
import { FACTOR_COUNT } from '../../risk/factors.ts';
import { addExposures, covarianceTimes, exposuresDot, type RiskSnapshot } from '../../risk/snapshot.ts';

/** A stock that may take freed weight, and how much: a fraction of the account, 0 or more. */
export interface Candidate {
  readonly column: number;
  readonly room: number;
}

/**
 * Spreads an amount over stocks such that the active variance by INEC-1 is least: minimise a′Va for active weights a, of which
 * some are given. One candidate takes all of it; more are a quadratic programme.
 *
 * @param given active weights that do not change; all covered by the model.
 * @param candidates covered by the model, not among `given`.
 * @param amount fraction of the account, not above the candidates' room together. Below 0 it is taken away from them.
 * @returns one change per candidate, of the sign of `amount`; null where the programme has no certified solution.
 */
export function spread(
  model: RiskSnapshot,
  given: readonly Holding[],
  candidates: readonly Candidate[],
  amount: number,
): Float64Array | null {
  const n = candidates.length;
  if (n === 1) return Float64Array.of(amount);
  const exposures = new Float64Array(n * FACTOR_COUNT);
  candidates.forEach(({ column }, i) =>
    addExposures(model, column, 1, exposures.subarray(i * FACTOR_COUNT, (i + 1) * FACTOR_COUNT)),
  );
  const fixed = new Float64Array(FACTOR_COUNT);
  for (const { issuer, weight } of given) addExposures(model, issuer, weight, fixed);
  const covariance = covarianceTimes(model.covariance, fixed);
  const sign = Math.sign(amount) || 1;
  const outcome = solveQp({
    hessian: factorHessian(
      exposures,
      model.covariance,
      Float64Array.from(candidates, ({ column }) => model.specificVolatility[column]! ** 2),
    ),
    linear: Float64Array.from(candidates, ({ column }) => sign * exposuresDot(model, column, covariance)),
    lower: new Float64Array(n),
    upper: Float64Array.from(candidates, ({ room }) => room),
    rows: {
      count: 1,
      coefficients: new Float64Array(n).fill(1),
      lower: Float64Array.of(Math.abs(amount)),
      upper: Float64Array.of(Math.abs(amount)),
    },
    trade: null,
  });
  return outcome.kind === 'solved' ? outcome.point.x.map((x) => sign * Math.max(0, x)) : null;
}
