/**
 * `trrm/sweep`: many rule books over history, and what the size of a search leaves of its best result.
 *
 * @module trrm/sweep
 */
export type { SweepPlan } from '../sweep/plan/sweep-plan.ts';
export type { HoldoutLook, RankedTrial, SweepReport } from '../sweep/report-schema.ts';
export type { EffectiveTrials } from '../sweep/search/effective-trials.ts';
export type { Plateau, PlateauRow } from '../sweep/search/plateau.ts';
export {
  adjustSearch,
  type ByCount,
  type SearchAdjustment,
  type SweepOverfitting,
} from '../sweep/search/search.ts';
export { type SweepOptions, sweepStore } from '../sweep/sweep-store.ts';
