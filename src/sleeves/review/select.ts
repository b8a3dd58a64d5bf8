import type { SleeveDefinition } from '../definition.ts';
import { screen } from './screening.ts';
import { SUSPENDED_AFTER } from '../levels/suspension.ts';

/**
 * Step 4: selection with a buffer. Stocks ranked up to `entryRank` enter first, then existing constituents ranked up to
 * `exitRank`, then the next best, until `count` is reached. A stock that cannot be traded on the day of the change is
 * skipped and the next in rank takes its place, so that a sleeve of thirty has thirty constituents (our choice).
 *
 * @param ranked columns, best first.
 * @param current columns of the constituents before the change.
 */
export function selectConstituents(
  { select }: SleeveDefinition,
  ranked: readonly number[],
  current: ReadonlySet<number>,
  isTraded: (issuer: number) => boolean,
) {
  const traded = { reason: `not traded for ${SUSPENDED_AFTER} sessions at the change`, passes: isTraded };
  if (select.kind === 'all') return screen('select', ranked, [traded]);
  const { count, entryRank, exitRank } = select;
  const entering = ranked.slice(0, entryRank);
  const retained = ranked.slice(entryRank, exitRank).filter((i) => current.has(i));
  const inOrder = [...entering, ...retained, ...ranked].filter(isTraded);
  const chosen = new Set<number>();
  for (const i of inOrder) {
    if (chosen.size >= count) break;
    chosen.add(i);
  }
  const beyondBuffer = new Set(ranked.slice(exitRank).filter((i) => current.has(i) && !chosen.has(i)));
  return screen('select', ranked, [
    traded,
    {
      reason: `constituent ranked below ${exitRank}, outside the buffer`,
      passes: (i) => !beyondBuffer.has(i),
    },
    { reason: `not among the ${count} selected`, passes: (i) => chosen.has(i) },
  ]);
}
