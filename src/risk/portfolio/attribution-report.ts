import { type Day, iso } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import { type Attribution, runningAttribution } from './attribution.ts';
import type { Benchmark } from './benchmark.ts';
import { FACTORS, type Factor } from '../factors.ts';
import { activeHoldings, type Holding } from './portfolio-risk.ts';
import { readSessions, type RiskRecord } from '../store/model-store.ts';
import type { RiskSession } from '../store/daily-record.ts';

/** A return by its sources, in percent; `total` is the sum of the others. */
export interface AttributionView {
  readonly total: number;
  readonly factors: readonly { readonly factor: Factor; readonly contribution: number }[];
  readonly specific: number;
  readonly uncovered: number;
}

export interface AttributionReport {
  readonly simulated: boolean;
  readonly from: string;
  readonly to: string;
  readonly sessions: number;
  readonly total: AttributionView;
  /** Less the benchmark, whose weights are those of each close. */
  readonly active: AttributionView;
  readonly benchmark: string;
}

/** The same weights at each close of a period, and less a benchmark's. */
export function attributePeriod(
  folder: string,
  record: RiskRecord,
  holdings: readonly Holding[],
  benchmark: Benchmark,
  { from, to }: { readonly from?: Day; readonly to?: Day },
): AttributionReport {
  if (from !== undefined && to !== undefined && from > to) {
    throw userError(
      'period',
      iso(from),
      `is after ${iso(to)}.`,
      'Choose a period that ends after it begins.',
    );
  }
  const [total, active] = [runningAttribution(), runningAttribution()];
  let [first, last] = [null as Day | null, null as Day | null];
  let before: RiskSession | null = null;
  for (const session of readSessions(folder, record)) {
    if (to !== undefined && session.day > to) break;
    if (before && session.names > 0 && (from === undefined || session.day >= from)) {
      first ??= session.day;
      last = session.day;
      const found = { ...session, exposures: before };
      total.take({ ...found, holdings });
      active.take({ ...found, holdings: activeHoldings(holdings, benchmark.weightsAt(before)) });
    }
    before = session;
  }
  if (first === null || last === null) {
    throw userError('no-sessions', folder, 'has no regression in that period.', 'Choose another period.');
  }
  return {
    simulated: record.simulated,
    from: iso(first),
    to: iso(last),
    sessions: total.result().days,
    total: viewOf(total.result()),
    active: viewOf(active.result()),
    benchmark: benchmark.name,
  };
}

const viewOf = ({ total, factors, specific, uncovered }: Attribution): AttributionView => ({
  total: 100 * total,
  factors: FACTORS.map((factor, k) => ({ factor, contribution: 100 * factors[k]! })),
  specific: 100 * specific,
  uncovered: 100 * uncovered,
});
