import type { GatheredPack } from '../../pack/gather-pack.ts';
import { type PartId, PARTS } from '../../pack/document/parts.ts';

/** Parts that are printed one after another, without a new page between them. */
export type PartGroup = readonly [PartId, ...PartId[]];

/**
 * How the parts of a pack are printed: each begins a page, but a part of a few lines follows on the page of the part before it, which
 * keeps a pack with little data from being a file of empty pages.
 */
export function partGroups(pack: Pick<GatheredPack, 'document' | 'backtest'>): readonly PartGroup[] {
  const brief = briefParts(pack);
  const groups: [PartId, ...PartId[]][] = [];
  for (const { id } of PARTS) {
    const before = groups.at(-1);
    if (before && brief.has(id)) before.push(id);
    else groups.push([id]);
  }
  return groups;
}

/** Parts that say in a few lines what is missing, or that nothing was hedged. */
function briefParts({
  document: { parts },
  backtest,
}: Pick<GatheredPack, 'document' | 'backtest'>): ReadonlySet<PartId> {
  const { outcome, hedge, attribution, performance, whatIfs, annexure } = parts;
  const isBrief: Partial<Record<PartId, boolean>> = {
    outcome: outcome.last.kind === 'missing' && outcome.account.kind === 'missing',
    hedge: hedge.path.every((point) => point.hedge === null),
    performance: performance.kind === 'missing' && backtest === null,
    attribution: attribution.ladder.kind === 'missing' && outcome.account.kind === 'missing',
    'what-ifs': whatIfs.kind === 'missing',
    annexure: annexure.kind === 'missing',
  };
  return new Set(PARTS.map(({ id }) => id).filter((id) => isBrief[id]));
}
