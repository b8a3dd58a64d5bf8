import type { Day } from '../market/day.ts';
import type { SleeveDefinition } from './definition.ts';
import { eligible } from './eligibility.ts';
import { type FunnelStep, sift } from './funnel.ts';
import type { MarketMemory } from './market-memory.ts';
import { measured } from './measures.ts';
import { type Figure, figuresOf, scored, type ScorePart } from './score.ts';
import { selected } from './select.ts';
import { universeOf } from './universe.ts';
import { weigh } from './weigh.ts';

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

/** What the first five steps came to with the data of the cut-off: the members, or why there can be none. */
export interface Decision {
  readonly cutOff: Day;
  readonly funnel: readonly FunnelStep[];
  readonly outcome:
    | { readonly kind: 'members'; readonly members: readonly Member[] }
    | { readonly kind: 'infeasible'; readonly reason: string };
}

/** Decides on a sleeve from what is known at the memory's last session, which ended a month. Changes nothing. */
export function decide(
  definition: SleeveDefinition,
  memory: MarketMemory,
  held: ReadonlySet<number>,
): Decision {
  const cutOff = memory.day!;
  const universe = universeOf(memory, definition);
  const figures = figuresOf(memory, definition);
  const able = eligible(memory, definition, universe.left, [...figures, ...forWeights(definition, memory)]);
  const score = scored(able.left, definition, figures);
  const value = (i: number): number =>
    score.scores.get(i)?.score ?? memory.marketCap[i]! * memory.floats.share[i]!;
  const chosen = selected(definition, score.left, value, held);
  const {
    weights,
    limits,
    capWeights: capOnly,
  } = weigh(memory, definition, chosen.left, score.scores, universe.left);
  const weightOf = (k: number): number => (weights.kind === 'capped' ? weights.weights[k]! : 0);
  const at = new Map(chosen.left.map((i, k) => [i, k]));
  const weighed = sift('weight', chosen.left, [
    ...(weights.kind === 'infeasible'
      ? [{ reason: 'the sleeve cannot be weighted', passes: () => false }]
      : []),
    { reason: 'weight 0', passes: (i) => weightOf(at.get(i)!) > 0 },
  ]);
  const funnel = [universe, able, score, chosen, weighed].map((step) => step.count);
  if (weights.kind === 'infeasible') {
    const reason = noRoom(chosen.left.length, weights.room);
    return { cutOff, funnel, outcome: { kind: 'infeasible', reason } };
  }
  const members = weighed.left.map((issuer): Member => {
    const k = at.get(issuer)!;
    const of = score.scores.get(issuer);
    return {
      issuer,
      weight: weightOf(k),
      limit: limits[k]!,
      capWeight: capOnly[k]!,
      rank: chosen.rankOf.get(issuer)!,
      score: of?.score ?? null,
      parts: of?.parts ?? [],
    };
  });
  return { cutOff, funnel, outcome: { kind: 'members', members } };
}

/** Why so many names cannot make up a sleeve; `room` is the sum of their limits, below 1. */
export const noRoom = (names: number, room: number): string =>
  names === 0
    ? 'no name is left'
    : `the limits of ${names} names leave room for ${(100 * room).toFixed(1)} % only`;

/** What weights are made of beside score and market value, without which a name cannot be weighed. */
function forWeights(
  { weight }: SleeveDefinition,
  memory: MarketMemory,
): Pick<Figure, 'measure' | 'column' | 'isFor'>[] {
  if (weight.by !== 'inverse-volatility') return [];
  const measure = { kind: 'volatility' } as const;
  return [{ measure, column: measured(memory, measure), isFor: () => true }];
}
