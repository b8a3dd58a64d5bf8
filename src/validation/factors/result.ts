import type { Problem } from '../../market/problem.ts';
import type { FactorResearch } from './validate.ts';

/** Something researched, with its name and what it was measured against. */
export interface ResearchedFactor {
  readonly id: string;
  readonly title: string;
  /** `sleeve`: built here from single shares; `index`: levels as their maker publishes them. */
  readonly kind: 'sleeve' | 'index';
  /** In words. */
  readonly against: string;
  /** Months that began or ended on other days than the market’s, and were left out. */
  readonly unmatched: number;
  readonly research: FactorResearch;
}

/** Whether factors are real, as far as the store's record can say. A back-test, every part of it. */
export interface ResearchRecord {
  readonly schema: 'trrm-factor-research/1';
  readonly simulated: boolean;
  /** What was taken off returns as riskless, in words. */
  readonly riskless: string;
  /** What changes of holdings were charged with, in words. */
  readonly costs: string;
  readonly factors: readonly ResearchedFactor[];
  readonly problems: readonly Problem[];
}
