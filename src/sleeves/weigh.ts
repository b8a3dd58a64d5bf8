import { type CappedWeights, capWeights } from '../math/cap-weights.ts';
import { normalisedScore } from '../math/z-scores.ts';
import type { SleeveDefinition } from './definition.ts';
import type { MarketMemory } from './market-memory.ts';
import { measured } from './measures.ts';
import type { Scored } from './score.ts';
import { averageOf } from './universe.ts';

/** Weights of the chosen names in their order, with the limits they were held to. */
export interface Weighed {
  readonly weights: CappedWeights;
  readonly limits: Float64Array;
  /** By free-float market value alone. */
  readonly capWeights: Float64Array;
}

/** Step 5: what each chosen name weighs. `universe` is the sleeve's, among which illiquid names are told. */
export function weigh(
  memory: MarketMemory,
  definition: SleeveDefinition,
  names: readonly number[],
  scores: ReadonlyMap<number, Scored>,
  universe: readonly number[],
): Weighed {
  const caps = Float64Array.from(names, (i) => memory.marketCap[i]! * memory.floats.share[i]!);
  const whole = caps.reduce((sum, c) => sum + c, 0);
  const capOnly = caps.map((c) => c / whole);
  const raw = rawWeights(memory, definition, names, scores, caps);
  const limits = limitsOf(memory, definition, names, capOnly, universe);
  return { weights: capWeights(raw, limits), limits, capWeights: capOnly };
}

function rawWeights(
  memory: MarketMemory,
  { weight: { by } }: SleeveDefinition,
  names: readonly number[],
  scores: ReadonlyMap<number, Scored>,
  caps: Float64Array,
): Float64Array {
  const score = (k: number): number => scores.get(names[k]!)!.score;
  switch (by) {
    case 'free-float-cap':
      return caps;
    case 'free-float-cap-times-score':
      return caps.map((cap, k) => cap * normalisedScore(score(k)));
    case 'root-cap-times-score':
      return caps.map((cap, k) => Math.sqrt(cap) * normalisedScore(score(k)));
    case 'score':
      return caps.map((_, k) => score(k));
    case 'inverse-volatility': {
      const deviation = measured(memory, { kind: 'volatility' });
      return caps.map((_, k) => 1 / deviation[names[k]!]!);
    }
    case 'equal':
      return caps.map(() => 1);
  }
}

function limitsOf(
  memory: MarketMemory,
  { cap }: SleeveDefinition,
  names: readonly number[],
  capOnly: Float64Array,
  universe: readonly number[],
): Float64Array {
  if (!cap) return capOnly.map(() => 1);
  const { most, timesCapWeight, illiquid } = cap;
  const traded = averageOf(memory, 'traded-value');
  const ascending = illiquid ? universe.toSorted((a, b) => traded[a]! - traded[b]! || a - b) : [];
  const thin = new Set(ascending.slice(0, Math.floor((illiquid?.lowestShare ?? 0) * universe.length)));
  return capOnly.map((weight, k) =>
    Math.min(
      most,
      timesCapWeight === undefined ? 1 : timesCapWeight * weight,
      illiquid && thin.has(names[k]!) ? illiquid.most : 1,
    ),
  );
}
