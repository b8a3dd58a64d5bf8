import type { Problem } from '../../src/market/problem.ts';
import type { Line } from './position-line.ts';
import type { Deals } from './size-orders.ts';

/** How near the orders come to the plan, as fractions of what is held when they are dealt and paid for. */
export interface Reached {
  /** What lies in cash. */
  readonly cash: number;
  /** What would have to be held otherwise: half the sum of the differences between weights reached and wanted, cash included. */
  readonly distance: number;
}

/** @param cashAfter paise when charges are paid and tax is set aside. */
export function reachedBy(
  lines: readonly Line[],
  cashTarget: number,
  { dealt }: Deals,
  cashAfter: number,
): Reached {
  const worth = new Map(lines.map((line) => [line.id, line.value]));
  for (const { line, side, paise } of dealt)
    worth.set(line.id, worth.get(line.id)! + (side === 'buy' ? paise : -paise));
  const total = [...worth.values()].reduce((sum, paise) => sum + paise, cashAfter);
  if (total === 0) return { cash: 0, distance: 0 };
  const cash = cashAfter / total;
  const away = lines.reduce(
    (sum, { id, target }) => sum + Math.abs(worth.get(id)! / total - target),
    Math.abs(cash - cashTarget),
  );
  return { cash, distance: away / 2 };
}

/** Beyond this share of the portfolio it is told that the plan is not reached (our choice). */
const TOLERANCE = 0.02;

export function notReached({ cash, distance }: Reached): Problem[] {
  if (distance <= TOLERANCE) return [];
  const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;
  return [
    {
      severity: 'warning',
      code: 'plan-not-reached',
      about: 'orders',
      message: `After all orders ${percent(distance)} of the portfolio is held otherwise than planned; ${percent(cash)} lies in cash. Weights and risk are told as planned.`,
      remedy:
        'Where orders are too small, lower `costs.minimumOrder`; where shares cannot be dealt, run again when they trade.',
    },
  ];
}
