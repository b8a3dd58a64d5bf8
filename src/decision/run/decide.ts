import type { Allocation } from '../../../allocations/allocation.ts';
import type { Execution } from '../../../allocations/orders/result.ts';
import type { MonthlyHedge } from '../../../allocations/hedge/result.ts';
import type { CalledMonth } from '../../../regimes/model/call.ts';
import { iso } from '../../market/day.ts';
import type { SeriesVintage } from '../../market/store/lineage.ts';
import type { Problem } from '../../market/problem.ts';
import type { StockVintage } from '../../market/stocks/stock-vintage.ts';
import { type Decision, DECISION_SCHEMA, type Manifest } from '../document/decision.ts';

export interface DecisionInput {
  readonly simulated: boolean;
  readonly called: CalledMonth;
  readonly allocation: Allocation;
  readonly execution: Execution;
  readonly hedge: MonthlyHedge;
  readonly vintage: readonly (SeriesVintage | StockVintage)[];
  readonly manifest: Manifest;
  /** From the stages before the call, such as disputed or stale data. */
  readonly problems: readonly Problem[];
}

/** Assembles the results of all stages. Adds nothing itself, so equal results give equal decisions. */
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
    schema: DECISION_SCHEMA,
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
