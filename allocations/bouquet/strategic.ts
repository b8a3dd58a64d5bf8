import type { StrategicAllocation } from '../allocation.ts';
import { STRATEGIC, STRATEGIC_PARTS, type StrategicId, type StrategicPart } from '../positions.ts';

const NOTES: Readonly<Record<StrategicPart, string>> = {
  gold: 'Strategic: diversifies equities and the rupee.',
  'liquid-fund': 'Strategic: liquidity.',
  'g-sec': 'Strategic: government bonds.',
  'hedge-reserve': 'Margin or premium for a hedge; held in the liquid fund until needed.',
};

/** The strategic 5 % by purpose. */
export const strategicLines = (parts: Readonly<Record<StrategicPart, number>>): StrategicAllocation[] =>
  STRATEGIC_PARTS.map((id) => ({
    id,
    heldIn: id === 'hedge-reserve' ? 'liquid-fund' : id,
    target: parts[id],
    note: NOTES[id],
  }));

/** The strategic 5 % by holding. */
export function strategicHoldings(lines: readonly StrategicAllocation[]): Record<StrategicId, number> {
  const heldIn = (id: StrategicId): number =>
    lines.filter((line) => line.heldIn === id).reduce((sum, line) => sum + line.target, 0);
  return Object.fromEntries(STRATEGIC.map((id) => [id, heldIn(id)])) as Record<StrategicId, number>;
}
