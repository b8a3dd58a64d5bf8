import type { Allocation, SleeveAllocation } from '../../../allocations/allocation.ts';
import { type PositionId, POSITIONS } from '../../../allocations/positions.ts';
import { toCsv } from './csv.ts';

/** A millionth of the portfolio, ₹ 100 in ten crore: further digits are those of binary arithmetic. decision.json has them. */
const DECIMALS = 6;

/**
 * Weights and trades of a run as CSV: weights as fractions of the portfolio with six decimals, amounts in ₹. `instrument` is the
 * index that represents a sleeve, or the number of its stocks; empty for other positions and sleeves that are not held.
 */
export function weightsCsv(
  { sleeves, openingSource, opening, target, final, trades }: Allocation,
  constants: Readonly<Record<string, string>> = {},
): string {
  const header = [
    'position',
    'instrument',
    'opening',
    'target',
    'final',
    'trade',
    'trade_weight',
    'trade_inr',
  ];
  const held = (id: PositionId): boolean =>
    [opening, target, final].some((weights) => (weights[id] ?? 0) !== 0);
  // The index fund is listed only where it is or was held.
  const rows = POSITIONS.filter((id) => id !== 'nifty-50' || held(id)).map((id) => {
    const trade = trades.find((t) => t.id === id);
    return [
      id,
      instrumentOf(sleeves.find((s) => s.id === id)),
      openingSource.kind === 'none' ? null : rounded(opening[id] ?? 0),
      rounded(target[id] ?? 0),
      rounded(final[id] ?? 0),
      trade?.side ?? null,
      trade ? rounded(trade.weight) : null,
      trade?.amount ?? null,
    ];
  });
  return toCsv(header, rows, constants);
}

const rounded = (weight: number): number => Number(weight.toFixed(DECIMALS));

function instrumentOf(sleeve: SleeveAllocation | undefined): string | null {
  const instrument = sleeve?.instrument;
  if (!instrument) return null;
  return instrument.kind === 'index' ? instrument.indexName : `${instrument.stocks} stocks`;
}
