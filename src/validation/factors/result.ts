import type { Problem } from '../../market/problem.ts';
import type { FactorResults } from './validate.ts';

/** A validated factor, with its name and its benchmark. */
export interface ValidatedFactor {
  readonly id: string;
  readonly title: string;
  /** `sleeve`: built here from individual stocks; `index`: levels as published by the index provider. */
  readonly kind: 'sleeve' | 'index';
  /** A description, for readers. */
  readonly benchmark: string;
  /** Months left out because they begin or end on other days than the benchmark’s. */
  readonly unmatched: number;
  readonly results: FactorResults;
}

/** Validation of factors on the data in the store. Every figure is a back-test. */
export interface FactorValidation {
  readonly schema: 'trrm-factor-research/1';
  readonly simulated: boolean;
  /** Source of the risk-free rate, for readers. */
  readonly riskFreeRate: string;
  /** What trading was charged, for readers. */
  readonly costs: string;
  readonly factors: readonly ValidatedFactor[];
  readonly problems: readonly Problem[];
}
