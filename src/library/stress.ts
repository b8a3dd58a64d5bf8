/**
 * `trrm/stress`: what a portfolio would lose. Historical windows, shocks of factors, the most plausible move that makes a loss.
 *
 * @module trrm/stress
 */
export {
  type FactorModel,
  type FactorPortfolio,
  type FactorShock,
  type Plausibility,
  propagate,
  type ReverseStress,
  reverseStress,
} from '../whatif/stress/factor-shock.ts';
export type { ReplayedWindow } from '../whatif/stress/replay-window.ts';
export { type StressOptions, stressWindows } from '../whatif/stress/stress-of-store.ts';
export type { StressedWindow, StressTest } from '../whatif/stress/stress-test.ts';
export type { StressWindow } from '../whatif/stress/windows.ts';
