import { cholesky } from './linear-algebra/cholesky.ts';
import { solveCholesky } from './linear-algebra/cholesky-solve.ts';

/** k views on n assets: each says that a combination of the assets returns `returns[v]`. */
export interface ViewMatrix {
  /** P, [k × n], row-major. */
  readonly picks: Float64Array;
  /** q, [k]. */
  readonly returns: Float64Array;
  /** [k], above 0 to 1: 0.5 trusts the view as much as the prior (He and Litterman 1999); 1 is certainty. */
  readonly confidence: Float64Array;
}

export interface Posterior {
  /** [n] */
  readonly expected: Float64Array;
  /** n × n: the covariance of returns, with the uncertainty of their mean. */
  readonly covariance: Float64Array;
}

/**
 * The posterior expected returns and covariance of Black and Litterman (1992), in the form of He and Litterman (1999):
 * μ = π + τVP′(PτVP′ + Ω)⁻¹(q − Pπ), and V + τV − τVP′(PτVP′ + Ω)⁻¹PτV. The error of a view is ωᵥ = τ·pᵥ′Vpᵥ·(1 − c)/c for a
 * confidence c (Idzorek 2005, in closed form), which at c = 0.5 is theirs.
 *
 * @param prior π, [n]. @param covariance V, n × n, row-major. @param tau uncertainty of the prior, as a multiple of V.
 * @returns null if certain views contradict or repeat each other.
 */
export function blackLitterman(
  prior: Float64Array,
  covariance: Float64Array,
  tau: number,
  { picks, returns, confidence }: ViewMatrix,
): Posterior | null {
  const n = prior.length;
  const k = returns.length;
  const pick = (v: number): Float64Array => picks.subarray(v * n, (v + 1) * n);
  // τVP′ by view.
  const spread = Array.from({ length: k }, (_, v) => times(covariance, n, pick(v)).map((x) => tau * x));
  const middle = new Float64Array(k * k);
  for (let v = 0; v < k; v++)
    for (let u = 0; u < k; u++) {
      const shared = dot(pick(v), spread[u]!);
      middle[v * k + u] = u === v ? shared / confidence[v]! : shared;
    }
  const largest = middle.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const l = cholesky(middle, k, 1e-13 * largest);
  if (l === null) return null;
  const surprise = returns.map((q, v) => q - dot(pick(v), prior));
  const weights = solveCholesky(l, k, surprise);
  const expected = prior.map((p, i) => p + spread.reduce((sum, s, v) => sum + s[i]! * weights[v]!, 0));
  const out = covariance.map((c) => (1 + tau) * c);
  for (let j = 0; j < n; j++) {
    const column = solveCholesky(
      l,
      k,
      Float64Array.from(spread, (s) => s[j]!),
    );
    for (let i = 0; i <= j; i++) {
      const known = spread.reduce((sum, s, v) => sum + s[i]! * column[v]!, 0);
      out[i * n + j]! -= known;
      if (i !== j) out[j * n + i] = out[i * n + j]!;
    }
  }
  return { expected, covariance: out };
}

const times = (matrix: Float64Array, n: number, x: Float64Array): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => dot(matrix.subarray(i * n, (i + 1) * n), x));

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, v, i) => sum + v * b[i]!, 0);
