import type { Before, Trade } from '../allocation.ts';
import { POSITIONS } from '../positions.ts';
import { wholeRupees } from './round-rupees.ts';

/** Changes of weights, in `POSITIONS` order, as lines to be bought or sold. */
export function tradeLines(changes: readonly number[], before: Before): Trade[] {
  const amounts = before.kind === 'portfolio' ? wholeRupees(changes.map((x) => x * before.value)) : null;
  return POSITIONS.flatMap((id, i): Trade[] => {
    const change = changes[i]!;
    if (change === 0) return [];
    const amount = amounts ? Math.abs(amounts[i]!) : null;
    return [{ id, side: change > 0 ? 'buy' : 'sell', weight: Math.abs(change), amount }];
  });
}
