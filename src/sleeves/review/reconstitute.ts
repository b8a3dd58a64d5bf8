import type { SleeveDefinition } from '../definition.ts';
import { type FunnelStep, sift } from './screening.ts';
import type { ScorePart } from './score.ts';
import { selected } from './select.ts';
import type { Shortlist } from './shortlist.ts';
import { weigh } from './capped-weights.ts';

/** A name of a sleeve as it was decided. */
export interface Member {
  /** Column. */
  readonly issuer: number;
  /** A fraction; those of all members sum to 1. */
  readonly weight: number;
  /** The most that it might weigh. */
  readonly limit: number;
  /** Its weight by free-float market value alone. */
  readonly capWeight: number;
  /** 1 the best of those that could be chosen. */
  readonly rank: number;
  /** Null where the definition has no score. */
  readonly score: number | null;
  readonly parts: readonly ScorePart[];
}

/** What a shortlist came to on the day of the change: the members, or why there can be none. */
export interface Decision {
  /** Of all steps. */
  readonly funnel: readonly FunnelStep[];
  readonly outcome:
    | { readonly kind: 'members'; readonly members: readonly Member[] }
    | { readonly kind: 'infeasible'; readonly reason: string };
}

/**
 * Chooses and weighs names of a shortlist, by the figures of its cut-off: of what has become known since only who can be
 * traded counts.
 *
 * @param held before the change.
 */
export function decide(
  definition: SleeveDefinition,
  { funnel: before, candidates }: Shortlist,
  held: ReadonlySet<number>,
  isTraded: (issuer: number) => boolean,
): Decision {
  const ranked = candidates.map((c) => c.issuer);
  const rankOf = new Map(ranked.map((issuer, at) => [issuer, at + 1]));
  const chosen = selected(definition, ranked, held, isTraded);
  const names = chosen.left.map((issuer) => candidates[rankOf.get(issuer)! - 1]!);
  const { weights, limits, capWeights } = weigh(definition, names);
  const isFeasible = weights.kind === 'capped';
  const weightOf = new Map(chosen.left.map((issuer, k) => [issuer, isFeasible ? weights.weights[k]! : 0]));
  const weighed = sift('weight', chosen.left, [
    { reason: 'the sleeve cannot be weighted', passes: () => isFeasible },
    { reason: 'weight 0', passes: (i) => weightOf.get(i)! > 0 },
  ]);
  const funnel = [...before, chosen.count, weighed.count];
  if (!isFeasible)
    return { funnel, outcome: { kind: 'infeasible', reason: noRoom(names.length, weights.room) } };
  const members = names.flatMap(({ issuer, scored }, k): Member[] => {
    const weight = weightOf.get(issuer)!;
    if (!(weight > 0)) return [];
    const rank = rankOf.get(issuer)!;
    const [limit, capWeight] = [limits[k]!, capWeights[k]!];
    const { score = null, parts = [] } = scored ?? {};
    return [{ issuer, weight, limit, capWeight, rank, score, parts }];
  });
  return { funnel, outcome: { kind: 'members', members } };
}

/** Why so many names cannot make up a sleeve; `room` is the sum of their limits, below 1. */
const noRoom = (names: number, room: number): string =>
  names === 0
    ? 'no name is left'
    : `the limits of ${names} names leave room for ${(100 * room).toFixed(1)} % only`;
