import type { AllocationByRiskModel } from '../../../allocations/allocation.ts';
import { type At } from '../rule.ts';

/** All rows about stocks, which the risk model and the sleeves are built from. */
export const STOCKS = () => [{ kind: 'stocks' as const }];
/** Where the results of the risk model are. */
export const MODEL = '/allocation/riskModel';

/** The allocation, by the risk model. */
export const allocation = (at: At) => at.made.decision.allocation as AllocationByRiskModel;
export const model = (at: At) => allocation(at).riskModel;
/** The rule book’s section on the risk model. */
export const rules = (at: At) => at.made.book.allocations.model;
/** The label in force. */
export const regime = (at: At) => allocation(at).regime;
/** The path of the regime’s target for a style. */
export const styleTarget = (at: At, style: string): string =>
  `allocations.model.targets.${regime(at)}.${style}`;
