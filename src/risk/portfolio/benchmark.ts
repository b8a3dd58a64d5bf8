import { capWeighted } from './cap-weighted.ts';
import type { Holding } from './portfolio-risk.ts';
import type { RiskSession } from '../store/daily-record.ts';

/** A benchmark: its weights at a close, as known at that time. */
export interface Benchmark {
  readonly name: string;
  readonly weightsAt: (close: RiskSession) => readonly Holding[];
}

/**
 * The model's own market portfolio, re-formed at each close. Weights fixed at the end of a period would have
 * look-ahead bias: they favour the period's winners.
 */
export const MODEL_MARKET: Benchmark = {
  name: 'INEC-1 estimation universe by capitalisation',
  weightsAt: capWeighted,
};

/** A benchmark with constant weights. */
export const fixedBenchmark = (name: string, holdings: readonly Holding[]): Benchmark => ({
  name,
  weightsAt: () => holdings,
});
