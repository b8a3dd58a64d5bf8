import type { Day } from '../../market/day.ts';
import type { SleeveDefinition } from '../definition.ts';
import { eligible } from './eligibility.ts';
import type { FunnelStep } from './screening.ts';
import type { MarketMemory } from '../characteristics/rolling-market.ts';
import { measured } from '../characteristics/characteristics.ts';
import { illiquidOf, rawWeightsOf } from './uncapped-weights.ts';
import { type Figure, figuresOf, scored, type Scored } from './score.ts';
import { universeOf } from './universe.ts';

/** A name that might be chosen, with all that is known at the cut-off of what it would weigh. */
export interface Candidate {
  readonly issuer: number;
  /** Null where the definition has no score. */
  readonly scored: Scored | null;
  /** ₹ crore of free float. */
  readonly cap: number;
  /** What its weight is in proportion to. */
  readonly raw: number;
  /** Whether it is one of the names that the definition limits for trading least. */
  readonly isIlliquid: boolean;
}

/** What the first three steps came to with the data of the cut-off; it waits for the change. */
export interface Shortlist {
  readonly cutOff: Day;
  readonly funnel: readonly FunnelStep[];
  /** By rank, the best first: by score, or by free-float market value; of equals the earlier column first. */
  readonly candidates: readonly Candidate[];
}

/** The shortlist at the memory's last session, which ended a month. Changes nothing. */
export function shortlist(definition: SleeveDefinition, memory: MarketMemory): Shortlist {
  const universe = universeOf(memory, definition);
  const figures = figuresOf(memory, definition);
  const able = eligible(memory, definition, universe.left, [...figures, ...forWeights(definition, memory)]);
  const { scores, left, count } = scored(able.left, definition, figures);
  const caps = left.map((i) => memory.marketCap[i]! * memory.floats.share[i]!);
  const raw = rawWeightsOf(memory, definition, left, scores, caps);
  const illiquid = illiquidOf(memory, definition, universe.left);
  const value = ({ scored, cap }: Candidate): number => scored?.score ?? cap;
  const candidates = left
    .map((issuer, k): Candidate => {
      const isIlliquid = illiquid.has(issuer);
      return { issuer, scored: scores.get(issuer) ?? null, cap: caps[k]!, raw: raw[k]!, isIlliquid };
    })
    .sort((a, b) => value(b) - value(a) || a.issuer - b.issuer);
  return { cutOff: memory.day!, funnel: [universe.count, able.count, count], candidates };
}

/** What weights are made of beside score and market value, without which a name cannot be weighed. */
function forWeights(
  { weight }: SleeveDefinition,
  memory: MarketMemory,
): Pick<Figure, 'measure' | 'column' | 'isFor'>[] {
  if (weight.by !== 'inverse-volatility') return [];
  const measure = { kind: 'volatility' } as const;
  return [{ measure, column: measured(memory, measure), isFor: () => true }];
}
