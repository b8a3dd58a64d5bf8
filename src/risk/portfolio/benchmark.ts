import { capWeighted } from './cap-weighted.ts';
import type { Holding } from './portfolio-risk.ts';
import type { RiskSession } from '../store/daily-record.ts';

/** What a portfolio is held against: its weights at a close, as they were known then. */
export interface Benchmark {
  readonly name: string;
  readonly weightsAt: (close: RiskSession) => readonly Holding[];
}

/**
 * The model's own market, formed anew at each close. Held fixed at the end of a period it would be the winners of that
 * period, bought before it.
 */
export const MODEL_MARKET: Benchmark = {
  name: 'INEC-1 estimation universe by capitalisation',
  weightsAt: capWeighted,
};

/** The same weights at every close. */
export const fixedBenchmark = (name: string, holdings: readonly Holding[]): Benchmark => ({
  name,
  weightsAt: () => holdings,
});
