import type { Day } from '../../market/day.ts';
import type { ValuePath } from '../statistics/value-path.ts';

/** A valuation of an account, or a day with a flow and without one. ₹. */
export interface AccountDay {
  readonly day: Day;
  /** After the day's flow and fees; null on a day without a valuation. */
  readonly value: number | null;
  /** External flow, into the account positive. */
  readonly flow: number;
  /** Fees charged to the account on the day, as a positive amount; already out of the value. */
  readonly fees: number;
}

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

/** When a flow counts as invested: at the start of its day (default) or at the end. */
export type FlowTiming = 'start' | 'end';

/**
 * Time-weighted return: sub-period returns between valuations, linked geometrically, so that flows have no influence.
 *
 * With a valuation on the day of a flow: V₁/(V₀ + F) − 1 where the flow is at the start of the day, (V₁ − F)/V₀ − 1 at the end.
 * Flows on days without a valuation, or after a longer stretch without one: modified Dietz, (V₁ − V₀ − ΣF)/(V₀ + Σ wF), each weighted
 * by the part of the span in which it was invested (GIPS 2020); the spans are listed.
 *
 * @param account ascending days, the first with a value above 0.
 * @throws RangeError where a span has nothing invested.
 */
export function timeWeightedReturn(
  account: readonly AccountDay[],
  timing: FlowTiming = 'start',
): TimeWeighted {
  const days: Day[] = [account[0]!.day];
  const net: number[] = [1];
  const before: number[] = [1];
  const dietz: DietzSpan[] = [];
  let start = account[0]!;
  let between: AccountDay[] = [];
  for (const row of account.slice(1)) {
    if (row.value === null) {
      between.push(row);
      continue;
    }
    const span = row.day - start.day;
    const flows = between.filter(({ flow }) => flow !== 0);
    const fees = row.fees + between.reduce((sum, b) => sum + b.fees, 0);
    // A flow at the start of its day is invested from the evening before; over a weekend that is the last valuation.
    const early = timing === 'start' ? 1 : 0;
    const isNextSession = span <= NEXT_SESSION && flows.length === 0;
    const ownWeight = isNextSession ? early : early / span;
    let invested = start.value! + ownWeight * row.flow;
    let gain = row.value - start.value! - row.flow;
    for (const { day, flow } of flows) {
      invested += (flow * Math.min(span, row.day - day + early)) / span;
      gain -= flow;
    }
    if (!(invested > 0)) throw new RangeError('nothing is invested in a span of the account');
    if (flows.length > 0)
      dietz.push({
        from: start.day,
        to: row.day,
        flows: flows.map(({ day, flow }) => ({ day, amount: flow })),
      });
    days.push(row.day);
    net.push(net.at(-1)! * (1 + gain / invested));
    before.push(before.at(-1)! * (1 + (gain + fees) / invested));
    start = row;
    between = [];
  }
  return { net: { days, values: net }, beforeFees: { days, values: before }, dietz };
}
