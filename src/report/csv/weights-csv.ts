import type { Allocation, SleeveAllocation } from '../../../allocations/allocation.ts';
import { POSITIONS } from '../../../allocations/positions.ts';
import { toCsv } from './csv.ts';

/** Weights and trades of a run as CSV: weights as fractions of the portfolio, amounts in ₹. */
export function weightsCsv(
  { sleeves, openingSource, opening, target, final, trades }: Allocation,
  constants: Readonly<Record<string, string>> = {},
): string {
  const header = ['position', 'index', 'held', 'target', 'after', 'trade', 'trade_weight', 'trade_inr'];
  const rows = POSITIONS.map((id) => {
    const trade = trades.find((t) => t.id === id);
    return [
      id,
      indexOf(sleeves.find((s) => s.id === id)),
      openingSource.kind === 'none' ? null : (opening[id] ?? 0),
      target[id] ?? 0,
      final[id] ?? 0,
      trade?.side ?? null,
      trade?.weight ?? null,
      trade?.amount ?? null,
    ];
  });
  return toCsv(header, rows, constants);
}

const indexOf = (line: SleeveAllocation | undefined): string | null =>
  line?.instrument?.kind === 'index' ? line.instrument.indexName : null;
