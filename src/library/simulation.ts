/**
 * `trrm/simulation`: regime-switching Monte Carlo of the rules. Labels by a Markov chain, returns given the label, policies.
 *
 * @module trrm/simulation
 */
export type { Estimate } from '../math/statistics/pair-errors.ts';
export { fitChain, type FittedChain } from '../whatif/simulation/fit-chain.ts';
export {
  fitReturns,
  type FitReturnsOptions,
  type FittedReturns,
  type LabelledReturns,
  type MeanRule,
} from '../whatif/simulation/fit-returns.ts';
export type { PolicyId } from '../whatif/simulation/policies.ts';
export { type SimulationReport, simulate } from '../whatif/simulation/simulation-of-store.ts';
export type { SimulationSettings } from '../whatif/simulation/simulation-settings.ts';
