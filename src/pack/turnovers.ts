import { POSITIONS } from '../../allocations/positions.ts';
import type { Decision } from '../decision/document/decision.ts';

/** The three turnovers of one month, which differ for stated reasons. One way; fractions of the portfolio. */
export interface Turnovers {
  /** Half the sum of absolute changes of sleeve weights. */
  readonly betweenPositions: number;
  /** The same by stock, as the limit counts it. */
  readonly byStock: number;
  /** Purchases and sales that are ordered. */
  readonly bought: number | null;
  readonly sold: number | null;
  /** New cash invested, or raised, which is not turnover. */
  readonly newMoney: number;
  /** Amounts below the minimum order, and what could not trade: the gap to plan. */
  readonly gapToPlan: number | null;
}

export function turnovers({ allocation, execution }: Decision): Turnovers {
  const { opening, final, turnover, newMoney } = allocation;
  const moved = POSITIONS.reduce((sum, id) => sum + Math.abs((final[id] ?? 0) - (opening[id] ?? 0)), 0) / 2;
  const plan = execution.kind === 'planned' ? execution.plan : null;
  const ordered = (side: 'buy' | 'sell'): number | null =>
    plan && plan.orders.reduce((sum, o) => sum + (o.side === side ? o.amount : 0), 0) / plan.value;
  return {
    betweenPositions: moved,
    byStock: turnover,
    bought: ordered('buy'),
    sold: ordered('sell'),
    newMoney: newMoney ? newMoney.weight : 0,
    gapToPlan: plan && plan.reached.gapToPlan,
  };
}
