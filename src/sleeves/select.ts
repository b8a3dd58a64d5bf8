import type { SleeveDefinition } from './definition.ts';
import { sift } from './funnel.ts';

/**
 * Step 4: who is held. Of the ranks, 1 the best, those surely in come first, then what is held and still within its
 * buffer, then the next best, until there are enough.
 *
 * @param order names by `value`, which is the score or the market value; of equals the earlier column first.
 */
export function selected(
  { select }: SleeveDefinition,
  names: readonly number[],
  value: (issuer: number) => number,
  held: ReadonlySet<number>,
) {
  const ranked = names.toSorted((a, b) => value(b) - value(a) || a - b);
  const rankOf = new Map(ranked.map((i, at) => [i, at + 1]));
  if (select.kind === 'all') return { rankOf, ...sift('select', ranked, []) };
  const { names: wanted, surelyIn, keepTo } = select;
  const sure = ranked.slice(0, surelyIn);
  const kept = ranked.slice(surelyIn, keepTo).filter((i) => held.has(i));
  const chosen = new Set([...sure, ...kept].slice(0, wanted));
  for (const i of ranked) {
    if (chosen.size >= wanted) break;
    chosen.add(i);
  }
  return {
    rankOf,
    ...sift('select', ranked, [
      {
        reason: `held before, but ranked beyond ${keepTo}`,
        passes: (i) => chosen.has(i) || !held.has(i) || rankOf.get(i)! <= keepTo,
      },
      { reason: `no room among ${wanted}`, passes: (i) => chosen.has(i) },
    ]),
  };
}
