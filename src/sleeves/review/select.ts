import type { SleeveDefinition } from '../definition.ts';
import { sift } from './screening.ts';
import { SUSPENDED_AFTER } from '../levels/suspension.ts';

/**
 * Step 4: who is held. Of the ranks those surely in come first, then what is held and still within its buffer, then the
 * next best, until there are enough. Who cannot be traded on the day of the change is passed over, and the next in
 * rank comes instead, so that thirty names are thirty (our choice).
 *
 * @param ranked names, the best first.
 */
export function selected(
  { select }: SleeveDefinition,
  ranked: readonly number[],
  held: ReadonlySet<number>,
  isTraded: (issuer: number) => boolean,
) {
  const traded = { reason: `not traded for ${SUSPENDED_AFTER} sessions at the change`, passes: isTraded };
  if (select.kind === 'all') return sift('select', ranked, [traded]);
  const { names: wanted, surelyIn, keepTo } = select;
  const sure = ranked.slice(0, surelyIn);
  const kept = ranked.slice(surelyIn, keepTo).filter((i) => held.has(i));
  const inOrder = [...sure, ...kept, ...ranked].filter(isTraded);
  const chosen = new Set<number>();
  for (const i of inOrder) {
    if (chosen.size >= wanted) break;
    chosen.add(i);
  }
  const beyond = new Set(ranked.slice(keepTo).filter((i) => held.has(i) && !chosen.has(i)));
  return sift('select', ranked, [
    traded,
    { reason: `held before, but ranked beyond ${keepTo}`, passes: (i) => !beyond.has(i) },
    { reason: `no room among ${wanted}`, passes: (i) => chosen.has(i) },
  ]);
}
