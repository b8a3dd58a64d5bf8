import { COVARIATES } from '../linear-algebra/cross-products.ts';

/** Observations that each belong to one group, with twelve covariates: y = a_group + x′b + e. */
export interface GroupedObservations {
  readonly response: Float64Array;
  /** Row-major, twelve per observation. */
  readonly covariates: Float64Array;
  /** From 0 to groups − 1. */
  readonly group: Uint8Array;
  /** 0 leaves an observation out, and its other values are ignored; otherwise the response must be finite. */
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
  /** 14 for each group: Σ w, Σ w y, and Σ w x for each covariate. */
  readonly byGroup: Float64Array;
}

/** Doubles of a group in `byGroup`. */
export const GROUP_LENGTH = 2 + COVARIATES;

/** The means from the sums of a kernel, and the number of weights that are not 0. */
export function groupMeans({ byGroup }: GroupedSums, weight: Float64Array): GroupMeans {
  const groups = byGroup.length / GROUP_LENGTH;
  const weights = new Float64Array(groups);
  const covariates = new Float64Array(groups * COVARIATES);
  const response = new Float64Array(groups);
  let observations = 0;
  for (let i = 0; i < weight.length; i++) observations += weight[i] === 0 ? 0 : 1;
  for (let g = 0; g < groups; g++) {
    const from = g * GROUP_LENGTH;
    const total = byGroup[from]!;
    weights[g] = total;
    if (total === 0) continue;
    response[g] = byGroup[from + 1]! / total;
    for (let k = 0; k < COVARIATES; k++) covariates[g * COVARIATES + k] = byGroup[from + 2 + k]! / total;
  }
  return { weights, covariates, response, observations };
}
