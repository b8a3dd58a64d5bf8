import type { AccountDayRecord } from '../../market/accounts/read-account.ts';
import type { Day } from '../../market/day.ts';
import type { ValuePath } from '../statistics/value-path.ts';

/** A stretch between two valuations with flows that had none of their own, over which the return is an approximation. */
export interface DietzSpan {
  readonly from: Day;
  readonly to: Day;
  /** The flows weighted by the days for which they were invested. */
  readonly flows: readonly { readonly day: Day; readonly amount: number }[];
}

export interface TimeWeighted {
  /** The account's value of 1 invested at the first valuation, on the days of valuations: net, and before fees. */
  readonly net: ValuePath;
  readonly beforeFees: ValuePath;
  readonly dietz: readonly DietzSpan[];
}

/** Calendar days from one session to the next at most: a weekend with holidays (our choice). */
const NEXT_SESSION = 5;

/**
 * Time-weighted return: sub-period returns between valuations, linked geometrically, so that flows have no influence.
 *
 * With a valuation on the day of a flow: V₁/(V₀ + F) − 1 where the flow is at the start of the day, (V₁ − F)/V₀ − 1 at the end.
 * Flows on days without a valuation, or after a longer stretch without one: modified Dietz, (V₁ − V₀ − ΣF)/(V₀ + Σ wF), each weighted
 * by the part of the span in which it was invested (GIPS 2020); the spans are listed. What comes before the first valuation is
 * left out.
 *
 * @param account ascending days.
 * @returns null with fewer than two valuations, or where nothing is invested in a span.
 */
export function timeWeightedReturn(account: readonly AccountDayRecord[]): TimeWeighted | null {
  const first = account.findIndex(({ value }) => value !== null);
  if (first < 0) return null;
  const days: Day[] = [account[first]!.day];
  const net: number[] = [1];
  const before: number[] = [1];
  const dietz: DietzSpan[] = [];
  let start = account[first]!;
  let between: AccountDayRecord[] = [];
  for (const row of account.slice(first + 1)) {
    if (row.value === null) {
      between.push(row);
      continue;
    }
    const span = row.day - start.day;
    const flows = between.filter(({ flow }) => flow !== 0);
    const fees = row.fees + between.reduce((sum, b) => sum + b.fees, 0);
    // A flow at the start of its day is invested from the evening before; over a weekend that is the last valuation.
    const isNextSession = span <= NEXT_SESSION && flows.length === 0;
    const ownWeight = row.flowAt === 'end' ? 0 : isNextSession ? 1 : 1 / span;
    let invested = start.value! + ownWeight * row.flow;
    let gain = row.value - start.value! - row.flow;
    for (const { day, flow, flowAt } of flows) {
      const held = row.day - day + (flowAt === 'start' ? 1 : 0);
      invested += (flow * Math.min(span, held)) / span;
      gain -= flow;
    }
    if (!(invested > 0) || gain <= -invested) return null;
    const weighted = row.flow !== 0 && !isNextSession ? [...flows, row] : flows;
    if (weighted.length > 0)
      dietz.push({
        from: start.day,
        to: row.day,
        flows: weighted.map(({ day, flow }) => ({ day, amount: flow })),
      });
    days.push(row.day);
    net.push(net.at(-1)! * (1 + gain / invested));
    before.push(before.at(-1)! * (1 + (gain + fees) / invested));
    start = row;
    between = [];
  }
  return days.length < 2 ? null : { net: { days, values: net }, beforeFees: { days, values: before }, dietz };
}
