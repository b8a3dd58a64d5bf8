import { type Day, iso } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import { type Attribution, runningAttribution } from './attribution.ts';
import type { Benchmark } from './benchmark.ts';
import { FACTORS, type Factor } from '../factors.ts';
import { activeHoldings, type Holding } from './portfolio-risk.ts';
import { readSessions, type RiskModelStore } from '../store/model-store.ts';
import type { RiskSession } from '../store/daily-record.ts';

/** A return decomposed by source, in percent; the parts sum to `total`. */
export interface AttributionView {
  readonly total: number;
  readonly factors: readonly { readonly factor: Factor; readonly contribution: number }[];
  readonly specific: number;
  readonly uncovered: number;
}

/** The attribution of a portfolio over a period, absolute and active. */
export interface AttributionReport {
  readonly simulated: boolean;
  readonly from: string;
  readonly to: string;
  readonly sessions: number;
  readonly total: AttributionView;
  /** Portfolio minus benchmark, with the benchmark's weights at each close. */
  readonly active: AttributionView;
  readonly benchmark: string;
}

/**
 * Attributes the return of constant weights, rebalanced at every close of a period, and their return relative to a
 * benchmark.
 *
 * @param holdings fractions of the portfolio; the rest is cash.
 * @throws UserError if the period is reversed or has no regression.
 * @example
 * const store = readModelStore('.trrm/inec1');
 * const report = attributePeriod('.trrm/inec1', store, holdings, MODEL_MARKET, { from: day('2024-04-01') });
 * console.log(report.active.total, report.active.specific);
 */
export function attributePeriod(
  folder: string,
  store: RiskModelStore,
  holdings: readonly Holding[],
  benchmark: Benchmark,
  { from, to }: { readonly from?: Day; readonly to?: Day },
): AttributionReport {
  if (from !== undefined && to !== undefined && from > to) {
    throw userError(
      'period',
      iso(from),
      `is after the end of the period, ${iso(to)}.`,
      'Choose a start on or before the end.',
    );
  }
  const [total, active] = [runningAttribution(), runningAttribution()];
  let [first, last] = [null as Day | null, null as Day | null];
  let before: RiskSession | null = null;
  for (const session of readSessions(folder, store)) {
    if (to !== undefined && session.day > to) break;
    if (before && session.stocks > 0 && (from === undefined || session.day >= from)) {
      first ??= session.day;
      last = session.day;
      const day = { ...session, exposures: before };
      total.add({ ...day, holdings });
      active.add({ ...day, holdings: activeHoldings(holdings, benchmark.weightsAt(before)) });
    }
    before = session;
  }
  if (first === null || last === null) {
    throw userError('no-sessions', folder, 'has no factor returns in this period.', 'Choose another period.');
  }
  return {
    simulated: store.simulated,
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
