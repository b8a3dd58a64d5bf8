import type { SleeveDefinition } from '../../sleeves/definition.ts';
import type { VariantDefinition } from './variants.ts';

export const HALVES = ['larger half', 'smaller half'] as const;

/**
 * A sleeve restricted to the larger and to the smaller half of its universe, by its first rank range. Each half selects as
 * many stocks as the whole, so that weight caps stay feasible; selection within a half is therefore less strict (our
 * choice). Empty where the universe has a single rank.
 */
export function halvesOf(own: SleeveDefinition): VariantDefinition[] {
  const [first, ...rest] = own.universe.ranks;
  if (!first || first.to <= first.from) return [];
  const middle = Math.floor((first.from + first.to - 1) / 2);
  const [larger, smaller] = HALVES;
  return [
    { name: larger, from: first.from, to: middle },
    { name: smaller, from: middle + 1, to: first.to },
  ].map(({ name, from, to }) => ({
    name,
    definition: {
      ...own,
      universe: { ...own.universe, ranks: [{ ...first, from, to }, ...rest], source: 'our choice' as const },
    },
  }));
}
