import type { SleeveDefinition } from '../../sleeves/definition.ts';
import type { TriedDefinition } from './variants.ts';

export const HALVES = ['larger half', 'smaller half'] as const;

/**
 * A sleeve in the larger and in the smaller half of its universe, by the first of its ranks. As many names are chosen as
 * from the whole, so that limits of weight still hold: each half is less choosy (our choice). None for one rank.
 */
export function halvesOf(own: SleeveDefinition): TriedDefinition[] {
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
