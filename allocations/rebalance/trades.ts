import type { OpeningSource, Trade } from '../allocation.ts';
import { POSITIONS } from '../positions.ts';
import { roundToRupees } from './round-rupees.ts';

/** Changes of weights, in `POSITIONS` order, as purchases and sales. */
export function tradesOf(changes: readonly number[], source: OpeningSource): Trade[] {
  const amounts = source.kind === 'portfolio' ? roundToRupees(changes.map((x) => x * source.value)) : null;
  return POSITIONS.flatMap((id, i): Trade[] => {
    const change = changes[i]!;
    if (change === 0) return [];
    const amount = amounts ? Math.abs(amounts[i]!) : null;
    return [{ id, side: change > 0 ? 'buy' : 'sell', weight: Math.abs(change), amount }];
  });
}
