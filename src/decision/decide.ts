import type { Allocation } from '../../allocations/allocation.ts';
import type { Execution } from '../../allocations/orders/result.ts';
import type { MonthlyHedge } from '../../allocations/hedge/monthly-hedge.ts';
import type { CalledMonth } from '../../regimes/model/call.ts';
import { iso } from '../market/day.ts';
import type { SeriesVintage } from '../market/store/lineage.ts';
import type { Problem } from '../market/problem.ts';
import type { ShareVintage } from '../market/stocks/stock-vintage.ts';
import type { Decision, Manifest } from './decision.ts';

export interface DecisionInput {
  readonly simulated: boolean;
  readonly called: CalledMonth;
  readonly allocation: Allocation;
  readonly execution: Execution;
  readonly hedge: MonthlyHedge;
  readonly vintage: readonly (SeriesVintage | ShareVintage)[];
  readonly manifest: Manifest;
  /** Of the stages before the call, such as data that were disputed or went stale. */
  readonly problems: readonly Problem[];
}

/** Puts together what the stages found. Adds nothing of its own, so the same results give the same decision. */
export function decide({
  simulated,
  called,
  allocation,
  execution,
  hedge,
  vintage,
  manifest,
  problems,
}: DecisionInput): Decision {
  const { call, signals } = called;
  const ofOrders = execution.kind === 'planned' ? execution.plan.problems : [];
  return {
    schema: 'trrm-decision/1',
    simulated,
    asOf: call.asOf,
    regime: call,
    signals,
    allocation,
    execution,
    hedge,
    vintage: vintage.map((v) => ({ ...v, first: iso(v.first), last: iso(v.last) })),
    manifest,
    problems: [...problems, ...call.problems, ...allocation.problems, ...ofOrders],
  };
}
