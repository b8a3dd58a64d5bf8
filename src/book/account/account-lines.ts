import type { LotHolding } from '../../../allocations/holdings/portfolio-by-lot.ts';
import type { PositionLine } from '../../../allocations/orders/position-line.ts';
import { fundLines, newLine } from '../../../allocations/orders/position-lines.ts';
import { stockLines } from '../../../allocations/orders/stock-lines.ts';
import { POSITIONS } from '../../../allocations/positions.ts';
import type { Problem } from '../../market/problem.ts';
import type { Account } from './account.ts';
import type { ApproachModel } from '../model/approach-model.ts';

/** The lines of an account with the model's targets under restrictions, before cash and bands. */
export interface AccountLines {
  readonly lines: readonly PositionLine[];
  /** Target weight of cash. */
  readonly cashTarget: number;
  readonly problems: readonly Problem[];
}

/**
 * Lines of everything an account holds or the model wants. Stocks have their targets by stock; positions that the model does not
 * hold in stocks are held in the account's funds of that position, in proportion, or bought as a whole; funds of other
 * positions have no target and are sold.
 *
 * @param weights target of stocks by snapshot column, fractions of the account.
 */
export function accountLines(
  { holdings }: Account,
  weights: ReadonlyMap<number, number>,
  { positions, indices, stocks }: ApproachModel,
): AccountLines {
  const ofHolding = new Map<LotHolding, number>();
  const bought: PositionLine[] = [];
  let cashTarget = 0;
  for (const id of POSITIONS) {
    const target = positions.get(id) ?? 0;
    const funds = holdings.filter((h) => h.kind !== 'stock' && h.position === id);
    const value = funds.reduce((sum, h) => sum + h.value, 0);
    for (const h of funds) ofHolding.set(h, (target * h.value) / value);
    if (funds.length > 0 || target === 0) continue;
    if (id === 'liquid-fund') cashTarget = target;
    else bought.push(newLine(id, target, indices));
  }
  const problems: Problem[] = [];
  return {
    lines: [
      ...stockLines(holdings, new Map(), weights, stocks, problems),
      ...fundLines(holdings, ofHolding),
      ...bought,
    ],
    cashTarget,
    problems,
  };
}
