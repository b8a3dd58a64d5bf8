import type { StrategicLine } from '../allocation.ts';
import { STRATEGIC, STRATEGIC_PARTS, type StrategicId, type StrategicPart } from '../positions.ts';

const NOTES: Readonly<Record<StrategicPart, string>> = {
  gold: 'Strategic: outside equities and the rupee.',
  'liquid-fund': 'Strategic: money at call.',
  'g-sec': 'Strategic: government bonds.',
  'hedge-reserve': 'Margin or premium for a hedge. Held in the liquid fund until a hedge calls for it.',
};

/** The 5 % by purpose. */
export const strategicLines = (parts: Readonly<Record<StrategicPart, number>>): StrategicLine[] =>
  STRATEGIC_PARTS.map((id) => ({
    id,
    heldIn: id === 'hedge-reserve' ? 'liquid-fund' : id,
    target: parts[id],
    note: NOTES[id],
  }));

/** The 5 % by what it is held in. */
export function strategicHoldings(lines: readonly StrategicLine[]): Record<StrategicId, number> {
  const heldIn = (id: StrategicId): number =>
    lines.filter((line) => line.heldIn === id).reduce((sum, line) => sum + line.target, 0);
  return Object.fromEntries(STRATEGIC.map((id) => [id, heldIn(id)])) as Record<StrategicId, number>;
}
