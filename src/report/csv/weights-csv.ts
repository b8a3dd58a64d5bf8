import type { Allocation, SleeveLine } from '../../../allocations/allocation.ts';
import { POSITIONS } from '../../../allocations/positions.ts';
import { toCsv } from './csv.ts';

/** The weights and trades of a run as a table for a spreadsheet: fractions of the portfolio, amounts in ₹. */
export function weightsCsv({ sleeves, before, drifted, target, after, trades }: Allocation): string {
  const header = ['position', 'index', 'held', 'target', 'after', 'trade', 'trade_weight', 'trade_inr'];
  const rows = POSITIONS.map((id) => {
    const trade = trades.find((t) => t.id === id);
    return [
      id,
      indexOf(sleeves.find((s) => s.id === id)),
      before.kind === 'none' ? null : (drifted[id] ?? 0),
      target[id] ?? 0,
      after[id] ?? 0,
      trade?.side ?? null,
      trade?.weight ?? null,
      trade?.amount ?? null,
    ];
  });
  return toCsv(header, rows);
}

const indexOf = (line: SleeveLine | undefined): string | null =>
  line?.instrument?.kind === 'index' ? line.instrument.indexName : null;
