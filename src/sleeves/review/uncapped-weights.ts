import { normalisedScore } from '../../math/statistics/z-scores.ts';
import type { SleeveDefinition } from '../definition.ts';
import type { MarketMemory } from '../characteristics/rolling-market.ts';
import { measured } from '../characteristics/characteristics.ts';
import type { Scored } from './score.ts';
import { averageOf } from './universe.ts';

/** What the weight of each name is in proportion to, whoever else is chosen; `caps` are ₹ crore of free float. */
export function rawWeightsOf(
  memory: MarketMemory,
  { weight: { by } }: SleeveDefinition,
  names: readonly number[],
  scores: ReadonlyMap<number, Scored>,
  caps: readonly number[],
): readonly number[] {
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

/** The names that trade least in a sleeve's universe, as many as its definition limits; none where it does not. */
export function illiquidOf(
  memory: MarketMemory,
  { cap }: SleeveDefinition,
  universe: readonly number[],
): ReadonlySet<number> {
  if (!cap?.illiquid) return new Set();
  const traded = averageOf(memory, 'traded-value');
  const ascending = universe.toSorted((a, b) => traded[a]! - traded[b]! || a - b);
  return new Set(ascending.slice(0, Math.floor(cap.illiquid.lowestShare * universe.length)));
}
