/**
 * `trrm/optimiser`: portfolio optimisation of any assets, from their returns or their moments, by name.
 *
 * @module trrm/optimiser
 */
export type { AssetData, Moments, ReturnsByAsset } from '../optimiser/asset-data.ts';
export type { BindingConstraint } from '../optimiser/constraint-names.ts';
export type { ConstraintSet, ExposureLimit, GroupLimit, WeightBound } from '../optimiser/constraint-set.ts';
export {
  frontier,
  type FrontierRequest,
  optimise,
  type OptimisedPortfolio,
  type OptimiseRequest,
  type PortfolioMethod,
} from '../optimiser/optimise.ts';
