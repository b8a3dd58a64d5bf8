import type { Decision } from '../decision/document/decision.ts';
import { isLeaf, pointerOf, valueAt } from './pointer.ts';

/**
 * The figures of a decision that its first page shows: score, signals, weights, the largest order, risk, cost, tax and hedge; those that the
 * decision has, in reading order.
 */
export function headlineFigures(decision: Decision): string[] {
  const of = (list: string, ...below: readonly string[]): string[] =>
    Object.keys((valueAt(decision, list) as object | undefined) ?? {}).map(
      (key) => `${list}${pointerOf([key, ...below])}`,
    );
  const pointers = [
    '/regime/regime',
    '/regime/score',
    ...of('/signals', 'score'),
    ...of('/regime/contributions', 'contribution'),
    ...of('/allocation/final'),
    '/allocation/turnover',
    '/allocation/risk/final/volatility',
    '/allocation/risk/final/beta',
    '/allocation/risk/final/trackingError',
    '/execution/plan/cost/total',
    '/execution/plan/cost/breakEvenReturn',
    '/execution/plan/tax/total',
    '/execution/plan/cash/final',
    ...largestOrder(decision),
    '/hedge/beta',
    '/hedge/chosen/lots',
    '/hedge/risk/final/volatility',
    '/hedge/reason',
  ];
  return pointers.filter((pointer) => {
    const value = valueAt(decision, pointer);
    return value !== undefined && isLeaf(value);
  });
}

function largestOrder({ execution }: Decision): string[] {
  if (execution.kind !== 'planned' || execution.plan.orders.length === 0) return [];
  const amounts = execution.plan.orders.map((o) => o.amount);
  return [`/execution/plan/orders/${amounts.indexOf(Math.max(...amounts))}/amount`];
}
