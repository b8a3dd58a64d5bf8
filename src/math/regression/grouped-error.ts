import { COVARIATES } from '../linear-algebra/cross-products.ts';
import type { GroupedObservations } from './group-means.ts';
import type { GroupedFit } from './structured-wls.ts';

/** The covariance of the coefficients of a grouped fit that the noise of its observations causes. */
export interface CoefficientError {
  /** 12 × 12: cov(b, b). Rows and columns of slopes that are NaN are 0. */
  readonly slopes: Float64Array;
  /** groups × 12: cov(a_g, b); 0 for a group without observations, and so below. */
  readonly interceptsWithSlopes: Float64Array;
  /** groups × groups: cov(a_g, a_h). */
  readonly intercepts: Float64Array;
}

/** Sums that `coefficientError` and `residualRatios` share. */
export interface FitNoise {
  /** groups: V_g/W_g², the variance of a group's mean response. */
  readonly means: Float64Array;
  /** groups × 12: q_g = P·c_g, the covariance of that mean with the slopes. */
  readonly meansWithSlopes: Float64Array;
  /** 12 × 12: C = P·M·P, the covariance of the slopes. */
  readonly slopes: Float64Array;
}

const N = COVARIATES;

/**
 * The noise of a weighted least-squares fit y = a_group + x′b + e with known variances D_i of e. The fit is linear in y:
 * with P = (Σ w z z′)⁻¹, z the covariates minus their group means x̄_g, v_i = w_i²D_i and W_g the sum of weights,
 *
 *     c_g = Σ_g v z / W_g,   M = Σ v z z′,   q_g = P c_g,   C = P M P.
 *
 * Weights are those of the fit, whatever they are: for w = 1/D this is the usual D·(X′WX)⁻¹.
 *
 * @param variance of each observation's noise; read where the weight is not 0.
 */
export function fitNoise(
  { means, inverse }: GroupedFit,
  { covariates, group, weight }: Omit<GroupedObservations, 'response'>,
  variance: Float64Array,
): FitNoise {
  const groups = means.weights.length;
  const ownNoise = new Float64Array(groups);
  const crossed = new Float64Array(groups * N);
  const outer = new Float64Array(N * N);
  const z = new Float64Array(N);
  for (let i = 0; i < weight.length; i++) {
    const w = weight[i]!;
    if (w === 0) continue;
    const g = group[i]! * N;
    const v = w * w * variance[i]!;
    ownNoise[group[i]!]! += v;
    for (let k = 0; k < N; k++) {
      z[k] = covariates[i * N + k]! - means.covariates[g + k]!;
      crossed[g + k]! += v * z[k]!;
    }
    for (let a = 0; a < N; a++) {
      const va = v * z[a]!;
      for (let b = 0; b <= a; b++) outer[a * N + b]! += va * z[b]!;
    }
  }
  for (let a = 0; a < N; a++) for (let b = 0; b < a; b++) outer[b * N + a] = outer[a * N + b]!;
  const meansWithSlopes = new Float64Array(groups * N);
  const ownMeans = new Float64Array(groups);
  for (let g = 0; g < groups; g++) {
    const total = means.weights[g]!;
    if (total === 0) continue;
    ownMeans[g] = ownNoise[g]! / (total * total);
    for (let a = 0; a < N; a++) {
      let sum = 0;
      for (let b = 0; b < N; b++) sum += inverse[a * N + b]! * crossed[g * N + b]!;
      meansWithSlopes[g * N + a] = sum / total;
    }
  }
  return { means: ownMeans, meansWithSlopes, slopes: sandwiched(inverse, outer) };
}

/** P·M·P of symmetric 12 × 12 matrices; symmetric to the last bit. */
function sandwiched(p: Float64Array, m: Float64Array): Float64Array {
  const half = new Float64Array(N * N);
  for (let a = 0; a < N; a++)
    for (let b = 0; b < N; b++) {
      let sum = 0;
      for (let k = 0; k < N; k++) sum += p[a * N + k]! * m[k * N + b]!;
      half[a * N + b] = sum;
    }
  const result = new Float64Array(N * N);
  for (let a = 0; a < N; a++)
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let k = 0; k < N; k++) sum += half[a * N + k]! * p[k * N + b]!;
      result[a * N + b] = sum;
      result[b * N + a] = sum;
    }
  return result;
}

/**
 * The covariance of intercepts and slopes, as a_g = ȳ_g − x̄_g′b:
 *
 *     cov(b, b) = C,   cov(a_g, b) = q_g − C x̄_g,
 *     cov(a_g, a_h) = 1[g = h]·V_g/W_g² − x̄_h′q_g − x̄_g′q_h + x̄_g′C x̄_h.
 */
export function coefficientError({ means }: GroupedFit, noise: FitNoise): CoefficientError {
  const { weights, covariates } = means;
  const groups = weights.length;
  const withSlopes = new Float64Array(groups * N);
  for (let g = 0; g < groups; g++) {
    if (weights[g] === 0) continue;
    for (let a = 0; a < N; a++) {
      let sum = noise.meansWithSlopes[g * N + a]!;
      for (let b = 0; b < N; b++) sum -= noise.slopes[a * N + b]! * covariates[g * N + b]!;
      withSlopes[g * N + a] = sum;
    }
  }
  const intercepts = new Float64Array(groups * groups);
  for (let g = 0; g < groups; g++) {
    if (weights[g] === 0) continue;
    for (let h = 0; h <= g; h++) {
      if (weights[h] === 0) continue;
      let sum = g === h ? noise.means[g]! : 0;
      for (let k = 0; k < N; k++)
        sum -=
          covariates[h * N + k]! * withSlopes[g * N + k]! +
          covariates[g * N + k]! * noise.meansWithSlopes[h * N + k]!;
      intercepts[g * groups + h] = sum;
      intercepts[h * groups + g] = sum;
    }
  }
  return { slopes: noise.slopes, interceptsWithSlopes: withSlopes, intercepts };
}

/**
 * The variance of each residual over that of its noise. A fit takes part of the noise of its own observations, so their
 * residuals vary less (MacKinnon and White 1985, HC2, for D constant and w = 1); others also have the noise of the fit:
 *
 *     in the fit      1 − 2h_i + s_i/D_i,   h_i = w_i(1/W_g + z′P z)
 *     not in the fit  1 + s_i/D_i,          s_i = V_g/W_g² + 2z′q_g + z′C z
 *
 * @returns one for each observation; 1 where a covariate is NaN or its group has no observation in the fit.
 */
export function residualRatios(
  { means, inverse }: GroupedFit,
  { covariates, group, weight }: Omit<GroupedObservations, 'response'>,
  variance: Float64Array,
  noise: FitNoise,
): Float64Array {
  const ratios = new Float64Array(weight.length).fill(1);
  const z = new Float64Array(N);
  for (let i = 0; i < ratios.length; i++) {
    const g = group[i]!;
    const total = means.weights[g]!;
    if (total === 0) continue;
    for (let k = 0; k < N; k++) z[k] = covariates[i * N + k]! - means.covariates[g * N + k]!;
    let leverage = 1 / total;
    let fitted = noise.means[g]!;
    for (let a = 0; a < N; a++) {
      let p = 0;
      let c = 0;
      for (let b = 0; b < N; b++) {
        p += inverse[a * N + b]! * z[b]!;
        c += noise.slopes[a * N + b]! * z[b]!;
      }
      leverage += z[a]! * p;
      fitted += z[a]! * (c + 2 * noise.meansWithSlopes[g * N + a]!);
    }
    const ratio = 1 - 2 * weight[i]! * leverage + fitted / variance[i]!;
    if (ratio === ratio) ratios[i] = ratio;
  }
  return ratios;
}
