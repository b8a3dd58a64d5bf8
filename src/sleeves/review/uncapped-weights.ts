import { normalisedScore } from '../../math/statistics/z-scores.ts';
import type { SleeveDefinition } from '../definition.ts';
import type { RollingMarket } from '../characteristics/rolling-market.ts';
import { characteristicValues } from '../characteristics/characteristics.ts';
import type { IssuerScore } from './score.ts';
import { halfYearAverage } from './universe.ts';

/**
 * Weights before caps, up to a common factor, aligned with `issuers`.
 *
 * @param caps free-float market values in ₹ crore, aligned with `issuers`.
 */
export function uncappedWeights(
  market: RollingMarket,
  { weight: { by } }: SleeveDefinition,
  issuers: readonly number[],
  scores: ReadonlyMap<number, IssuerScore>,
  caps: readonly number[],
): readonly number[] {
  const score = (k: number): number => scores.get(issuers[k]!)!.score;
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
      const volatility = characteristicValues(market, { kind: 'volatility' });
      return caps.map((_, k) => 1 / volatility[issuers[k]!]!);
    }
    case 'equal':
      return caps.map(() => 1);
  }
}

/** The least traded stocks of a universe, the fraction that the definition caps; empty if it has no such cap. */
export function leastTraded(
  market: RollingMarket,
  { cap }: SleeveDefinition,
  universe: readonly number[],
): ReadonlySet<number> {
  if (!cap?.illiquid) return new Set();
  const traded = halfYearAverage(market, 'traded-value');
  const ascending = universe.toSorted((a, b) => traded[a]! - traded[b]! || a - b);
  return new Set(ascending.slice(0, Math.floor(cap.illiquid.lowestFraction * universe.length)));
}
