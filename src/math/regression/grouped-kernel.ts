import type {
  GroupedObservations,
  GroupedResiduals,
  GroupedSums,
  GroupMeans,
  Products,
} from './group-means.ts';

/**
 * The loops over observations of a grouped regression. There is a plain implementation and one in WebAssembly's vector
 * instructions; both do the same operations in the same order, so results are the same to the last bit.
 */
export interface GroupedKernel {
  readonly kind: 'plain' | 'simd';
  /** Takes the observations of the next calls. Their arrays must not change between these. */
  readonly load: (observations: GroupedObservations) => void;
  readonly sums: () => GroupedSums;
  /** The products of group means, each weighted by its group: what centring takes from the products of observations. */
  readonly productsOfMeans: (means: GroupMeans) => Products;
  /**
   * Residuals of every observation, whether it has a weight or not; a NaN slope counts as 0.
   *
   * @param mean of the response, about which its squares are summed.
   */
  readonly residuals: (slopes: Float64Array, intercepts: Float64Array, mean: number) => GroupedResiduals;
}
