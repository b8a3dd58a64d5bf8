import { type Day, iso } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import { attribute, type AttributionDay } from './attribution.ts';
import { FACTORS, type Factor } from './factors.ts';
import type { Holding } from './portfolio-risk.ts';
import { readSessions, type RiskRecord } from './record.ts';
import type { RiskSession } from './session-block.ts';

/** A return by its sources, in percent; `total` is the sum of the others. */
export interface AttributionReport {
  readonly simulated: boolean;
  readonly from: string;
  readonly to: string;
  readonly sessions: number;
  readonly total: number;
  readonly factors: readonly { readonly factor: Factor; readonly contribution: number }[];
  readonly specific: number;
  readonly uncovered: number;
}

export function attributePeriod(
  folder: string,
  record: RiskRecord,
  holdings: readonly Holding[],
  { from, to }: { readonly from?: Day; readonly to?: Day },
): AttributionReport {
  let [first, last] = [null as Day | null, null as Day | null];
  function* days(): Generator<AttributionDay> {
    let before: RiskSession | null = null;
    for (const session of readSessions(folder, record)) {
      if (to !== undefined && session.day > to) break;
      if (before && session.names > 0 && (from === undefined || session.day >= from)) {
        const { day, factorReturns, returns, residuals } = session;
        first ??= day;
        last = day;
        yield { day, holdings, exposures: before, factorReturns, returns, residuals };
      }
      before = session;
    }
  }
  const found = attribute(days());
  if (first === null || last === null) {
    throw userError('no-sessions', folder, 'has no regression in that period.', 'Choose another period.');
  }
  return {
    simulated: record.simulated,
    from: iso(first),
    to: iso(last),
    sessions: found.days,
    total: 100 * found.total,
    factors: FACTORS.map((factor, k) => ({ factor, contribution: 100 * found.factors[k]! })),
    specific: 100 * found.specific,
    uncovered: 100 * found.uncovered,
  };
}
