import type { Problem } from '../../src/market/problem.ts';
import type { PositionLine } from './position-line.ts';
import type { PlanReached } from './result.ts';
import type { SizedOrders } from './size-orders.ts';

/** @param cashAfter paise after charges are paid and tax is set aside. */
export function reachedAfter(
  lines: readonly PositionLine[],
  cashTarget: number,
  { orders }: SizedOrders,
  cashAfter: number,
): PlanReached {
  const worth = new Map(lines.map((line) => [line.id, line.value]));
  for (const { line, side, paise } of orders)
    worth.set(line.id, worth.get(line.id)! + (side === 'buy' ? paise : -paise));
  const total = [...worth.values()].reduce((sum, paise) => sum + paise, cashAfter);
  if (total === 0) return { cash: 0, gapToPlan: 0 };
  const cash = cashAfter / total;
  const differences = lines.reduce(
    (sum, { id, target }) => sum + Math.abs(worth.get(id)! / total - target),
    Math.abs(cash - cashTarget),
  );
  return { cash, gapToPlan: differences / 2 };
}

/** Gaps beyond this fraction of the portfolio raise a warning (our choice). */
const TOLERANCE = 0.02;

export function gapWarning({ cash, gapToPlan }: PlanReached): Problem[] {
  if (gapToPlan <= TOLERANCE) return [];
  const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;
  return [
    {
      severity: 'warning',
      code: 'gap-to-plan',
      about: 'orders',
      message: `After all orders the portfolio differs from target by ${percent(gapToPlan)} (half the sum of absolute weight differences); cash is ${percent(cash)}. Reported weights and risk are the targets.`,
      remedy:
        'If orders are below the minimum, lower costs.minimumOrder in the rule book; if stocks cannot be traded, run again when they trade.',
    },
  ];
}
