import type { ExecutionPlan, Order } from '../../../allocations/orders/result.ts';
import { paiseOf, rupeesOf } from '../../market/money.ts';
import { type At, beside, type RowsAsked, valueOf } from '../rule.ts';

/** Where the plan of orders is. */
export const PLAN = '/execution/plan';
/** The plan of orders, where there is one. */
export const plan = (at: At): ExecutionPlan => {
  const { execution } = at.made.decision;
  if (execution.kind !== 'planned') throw new RangeError(`no orders: ${execution.reason}`);
  return execution.plan;
};
/** The order that the first wildcard stands for. */
export const orderAt = (at: At): Order => plan(at).orders[Number(at.keys[0])]!;

/** To the paisa, as the run rounds sums of rupees. */
export const toPaisa = (x: number): number => rupeesOf(paiseOf(x));

/** Lines of the portfolio file that name the holding beside a figure. */
export const rowsNaming = (at: At, field: string): RowsAsked[] => [
  { kind: 'portfolio', of: [String(valueOf(at, beside(at, field)))] },
];
