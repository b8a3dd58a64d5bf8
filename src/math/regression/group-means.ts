import { COVARIATES } from '../linear-algebra/cross-products.ts';

/** Observations that each belong to one group, with twelve covariates: y = a_group + x′b + e. */
export interface GroupedObservations {
  readonly response: Float64Array;
  /** Row-major, twelve per observation. */
  readonly covariates: Float64Array;
  /** From 0 to groups − 1. */
  readonly group: Uint8Array;
  /**
   * 0 (not −0) leaves an observation out, and its other values are ignored; otherwise it is positive, and the response
   * must be finite.
   */
  readonly weight: Float64Array;
}

/** Weighted means by group; 0 in a group without an observation. */
export interface GroupMeans {
  /** Sums of weights. */
  readonly weights: Float64Array;
  /** Groups × 12. */
  readonly covariates: Float64Array;
  readonly response: Float64Array;
  /** Number of observations with a weight, over all groups. */
  readonly observations: number;
}

/** Sums Σ w x x′ (12 × 12, its upper triangle) and Σ w x y (12). */
export interface Products {
  readonly products: Float64Array;
  readonly rightSide: Float64Array;
}

/** Sums over observations; scratch arrays of the kernel, which the next call overwrites. */
export interface GroupedSums extends Products {
  /** Number of observations with a weight. */
  readonly observations: number;
  /** 14 for each group: Σ w, Σ w y, and Σ w x for each covariate. */
  readonly byGroup: Float64Array;
}

/** Residuals of all observations, and weighted sums of squares of those with a weight. */
export interface GroupedResiduals {
  /** y − a_group − x′b; NaN if the response, a covariate or the group's intercept is NaN. */
  readonly residuals: Float64Array;
  /** Σ w e² */
  readonly unexplained: number;
  /** Σ w (y − ȳ)², about the weighted mean of all observations. */
  readonly aboutMean: number;
  /** Σ w y² */
  readonly aboutZero: number;
}

/** Doubles of a group in `byGroup`. */
export const GROUP_LENGTH = 2 + COVARIATES;

/** The means from the sums of a kernel. */
export function groupMeans({ byGroup, observations }: GroupedSums): GroupMeans {
  const [n, length] = [COVARIATES, GROUP_LENGTH];
  const groups = byGroup.length / length;
  const weights = new Float64Array(groups);
  const covariates = new Float64Array(groups * n);
  const response = new Float64Array(groups);
  for (let g = 0; g < groups; g++) {
    const from = g * length;
    const total = byGroup[from]!;
    weights[g] = total;
    if (total === 0) continue;
    response[g] = byGroup[from + 1]! / total;
    for (let k = 0; k < n; k++) covariates[g * n + k] = byGroup[from + 2 + k]! / total;
  }
  return { weights, covariates, response, observations };
}
