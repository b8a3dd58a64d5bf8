import { cholesky, invertLower, squareOfInverse } from '../linear-algebra/cholesky.ts';
import { COVARIATES } from '../linear-algebra/cross-products.ts';
import {
  groupMeans,
  type GroupedObservations,
  type GroupedResiduals,
  type GroupedSums,
  type GroupMeans,
} from './group-means.ts';
import type { GroupedKernel } from './grouped-kernel.ts';
import { plainKernel } from './plain-grouped-kernel.ts';
import { simdKernel } from './simd-grouped-kernel.ts';
import { finiteRow } from '../linear-algebra/finite-row.ts';
import { qrLeastSquares } from '../linear-algebra/householder.ts';

/** A weighted least-squares solution. Its arrays are copies, not the workspace's. */
export interface GroupedFit {
  /** b; NaN for a covariate spanned by the groups and earlier covariates. */
  readonly slopes: Float64Array;
  /** a; NaN for a group without an observation. */
  readonly intercepts: Float64Array;
  readonly means: GroupMeans;
  /** Weighted sum of squares of each covariate within groups. */
  readonly within: Float64Array;
  /** The slopes' block of (X′WX)⁻¹, 12 × 12; rows and columns of slopes that are NaN are 0. */
  readonly inverse: Float64Array;
  /** Number of intercepts and slopes estimated. */
  readonly parameters: number;
  /** In the 1-norm, of the correlations of the covariates within groups; Infinity where a slope is NaN. */
  readonly condition: number;
  readonly method: 'cholesky' | 'qr';
}

/** Memory reused by successive fits, so that a day needs no large allocation. */
export interface WlsWorkspace {
  readonly groups: number;
  readonly kernel: GroupedKernel;
  /** X′WX and X′Wy of covariates and response minus their group means. */
  readonly products: Float64Array;
  readonly rightSide: Float64Array;
  /** Σ w x² of each covariate before group means are removed, and the square root of the same after it. */
  readonly whole: Float64Array;
  readonly lengths: Float64Array;
  /** `products` of covariates scaled to length 1, its Cholesky factor and the factor's inverse. */
  readonly scaled: Float64Array;
  readonly factor: Float64Array;
  readonly inverseFactor: Float64Array;
}

export const wlsWorkspace = (groups: number): WlsWorkspace => ({
  groups,
  kernel: simdKernel(groups) ?? plainKernel(groups),
  products: new Float64Array(COVARIATES ** 2),
  rightSide: new Float64Array(COVARIATES),
  whole: new Float64Array(COVARIATES),
  lengths: new Float64Array(COVARIATES),
  scaled: new Float64Array(COVARIATES ** 2),
  factor: new Float64Array(COVARIATES ** 2),
  inverseFactor: new Float64Array(COVARIATES ** 2),
});

/** Normal equations lose twice the digits of the condition number; above this QR is worth its cost (our choice). */
const ILL_CONDITIONED = 1e6;

/**
 * Weighted least squares of y = a_group + x′b + e. The normal equations are diagonal in the intercepts, so these are
 * eliminated, leaving the 12 × 12 Schur complement, which is X′WX of the covariates minus their group means
 * (Frisch and Waugh 1933, Lovell 1963): one small Cholesky for the 38 unknowns of 26 groups. If the covariates are
 * nearly constant within groups or nearly collinear, QR of the centred observations is used instead, and the fit says so.
 *
 * @param observations one with a weight and a covariate that is not finite is left out: its weight is set to 0, in place.
 */
export function groupedWls(work: WlsWorkspace, observations: GroupedObservations): GroupedFit {
  const sums = completeSums(work.kernel, observations);
  const means = groupMeans(sums);
  centreProducts(work, sums, means);
  const { coefficients, leftOut, within, inverse, condition, method } =
    byNormalEquations(work) ?? byQr(observations, means, work.whole);
  const intercepts = interceptsOf(means, coefficients);
  let parameters = COVARIATES - leftOut.length;
  for (let g = 0; g < work.groups; g++) if (means.weights[g] !== 0) parameters++;
  for (const k of leftOut) coefficients[k] = NaN;
  return { slopes: coefficients, intercepts, means, parameters, within, inverse, condition, method };
}

/** a_g = ȳ_g − x̄_g′b; NaN for a group without an observation. */
function interceptsOf(
  { weights, covariates, response }: GroupMeans,
  coefficients: Float64Array,
): Float64Array {
  const n = COVARIATES;
  const intercepts = new Float64Array(weights.length);
  for (let g = 0, at = 0; g < intercepts.length; g++, at += n) {
    let a = weights[g] === 0 ? NaN : response[g]!;
    for (let k = 0; k < n; k++) a -= covariates[at + k]! * coefficients[k]!;
    intercepts[g] = a;
  }
  return intercepts;
}

/**
 * The sums of the observations with finite covariates. Few fits have others, and those show in the sums, so that rows are
 * searched for them only then.
 */
function completeSums(kernel: GroupedKernel, observations: GroupedObservations): GroupedSums {
  kernel.load(observations);
  const sums = kernel.sums();
  let total = 0;
  for (let k = 0; k < COVARIATES; k++) total += sums.products[k * (COVARIATES + 1)]!;
  if (Number.isFinite(total)) return sums;
  const { covariates, weight } = observations;
  for (let i = 0; i < weight.length; i++) if (weight[i] !== 0 && !finiteRow(covariates, i)) weight[i] = 0;
  kernel.load(observations);
  return kernel.sums();
}

/** Computes `products`, `rightSide` and `whole`. */
function centreProducts(
  { kernel, products, rightSide, whole }: WlsWorkspace,
  sums: GroupedSums,
  means: GroupMeans,
): void {
  const n = COVARIATES;
  const ofMeans = kernel.productsOfMeans(means);
  for (let a = 0; a < n; a++) {
    rightSide[a] = sums.rightSide[a]! - ofMeans.rightSide[a]!;
    whole[a] = sums.products[a * (n + 1)]!;
    for (let b = a; b < n; b++) {
      const product = sums.products[a * n + b]! - ofMeans.products[a * n + b]!;
      products[a * n + b] = product;
      products[b * n + a] = product;
    }
  }
}

function diagonal(square: Float64Array): Float64Array {
  const entries = new Float64Array(COVARIATES);
  for (let k = 0; k < COVARIATES; k++) entries[k] = square[k * (COVARIATES + 1)]!;
  return entries;
}

interface Solution extends Pick<GroupedFit, 'within' | 'inverse' | 'condition' | 'method'> {
  /** 0 for a covariate that was left out. */
  readonly coefficients: Float64Array;
  readonly leftOut: readonly number[];
}

/** Null if the covariates are nearly constant within groups, or ill-conditioned after scaling to length 1. */
function byNormalEquations({
  products,
  rightSide,
  whole,
  lengths,
  scaled,
  factor,
  inverseFactor,
}: WlsWorkspace): Solution | null {
  const n = COVARIATES;
  const within = diagonal(products);
  for (let k = 0; k < n; k++) {
    if (!(within[k]! * ILL_CONDITIONED > whole[k]!)) return null;
    lengths[k] = Math.sqrt(within[k]!);
  }
  for (let a = 0; a < n; a++)
    for (let b = 0; b <= a; b++) scaled[a * n + b] = products[a * n + b]! / (lengths[a]! * lengths[b]!);
  if (cholesky(scaled, n, 0, factor) === null) return null;
  const inverse = squareOfInverse(invertLower(factor, n, inverseFactor), n);
  for (let a = 0; a < n; a++)
    for (let b = 0; b <= a; b++) {
      const entry = inverse[a * n + b]! / (lengths[a]! * lengths[b]!);
      inverse[a * n + b] = entry;
      inverse[b * n + a] = entry;
    }
  const condition = conditionOf(products, inverse, lengths);
  if (!(condition < ILL_CONDITIONED)) return null;
  const coefficients = new Float64Array(n);
  for (let a = 0; a < n; a++) {
    let sum = 0;
    for (let b = 0; b < n; b++) sum += inverse[a * n + b]! * rightSide[b]!;
    coefficients[a] = sum;
  }
  return { coefficients, within, inverse, condition, method: 'cholesky', leftOut: [] };
}

/** Solves by QR of √w times the covariates and the response, each minus its group mean. */
function byQr(
  { covariates, response, weight, group }: GroupedObservations,
  means: GroupMeans,
  whole: Float64Array,
): Solution {
  const n = COVARIATES;
  const rows = means.observations;
  const table = new Float64Array(rows * (n + 1));
  const products = new Float64Array(n * n);
  let row = 0;
  for (let i = 0; i < weight.length; i++) {
    if (weight[i] === 0) continue;
    const root = Math.sqrt(weight[i]!);
    for (let k = 0; k < n; k++)
      table[row + k] = root * (covariates[i * n + k]! - means.covariates[group[i]! * n + k]!);
    table[row + n] = root * (response[i]! - means.response[group[i]!]!);
    for (let a = 0; a < n; a++)
      for (let b = 0; b < n; b++) products[a * n + b]! += table[row + a]! * table[row + b]!;
    row += n + 1;
  }
  const { coefficients, inverse, leftOut } = qrLeastSquares(table, rows, n, whole);
  const within = diagonal(products);
  const condition = leftOut.length ? Infinity : conditionOf(products, inverse, within.map(Math.sqrt));
  return { coefficients, within, inverse, condition, method: 'qr', leftOut };
}

/** ‖A‖₁·‖A⁻¹‖₁ of the matrix scaled to a unit diagonal. */
function conditionOf(matrix: Float64Array, inverse: Float64Array, lengths: Float64Array): number {
  const n = lengths.length;
  let largest = 0;
  let largestOfInverse = 0;
  for (let c = 0; c < n; c++) {
    let sum = 0;
    let sumOfInverse = 0;
    for (let r = 0; r < n; r++) {
      const scale = lengths[r]! * lengths[c]!;
      sum += Math.abs(matrix[r * n + c]!) / scale;
      sumOfInverse += Math.abs(inverse[r * n + c]!) * scale;
    }
    largest = Math.max(largest, sum);
    largestOfInverse = Math.max(largestOfInverse, sumOfInverse);
  }
  return largest * largestOfInverse;
}

/**
 * The residuals of the observations of the workspace's last fit, whether they have a weight or not, and sums of squares; a
 * NaN slope counts as 0.
 */
export function groupedResiduals(
  { kernel }: WlsWorkspace,
  { slopes, intercepts, means: { weights, response } }: GroupedFit,
): GroupedResiduals {
  let [total, mean] = [0, 0];
  for (let g = 0; g < weights.length; g++) {
    total += weights[g]!;
    mean += weights[g]! * response[g]!;
  }
  return kernel.residuals(slopes, intercepts, mean / total);
}
