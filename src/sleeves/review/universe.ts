import type { SleeveDefinition } from '../definition.ts';
import { sift } from './screening.ts';
import type { MarketMemory } from '../characteristics/rolling-market.ts';
import { isSuspended, SUSPENDED_AFTER } from '../levels/suspension.ts';

type RankedBy = SleeveDefinition['universe']['ranks'][number]['by'];

const CALLED: Readonly<Record<RankedBy, string>> = {
  'full-cap': 'full market value',
  'free-float-cap': 'free-float market value',
  'traded-value': 'traded value',
};

/** Step 1: who may be looked at at all. Every company of the store is counted, also those that do not trade now. */
export function universeOf(memory: MarketMemory, { universe }: SleeveDefinition) {
  const { prices, marketCap, members } = memory;
  const all = memory.issuers.map((_, i) => i);
  const there = all.filter((i) => !Number.isNaN(marketCap[i]!) && !isSuspended(prices, i));
  const ranks = universe.ranks.map((rule) => ({ ...rule, rank: ranksBy(memory, rule.by, there) }));
  return sift('universe', all, [
    { reason: 'not traded so far', passes: (i) => prices.age[i]! > 0 },
    { reason: `not traded for ${SUSPENDED_AFTER} sessions`, passes: (i) => !isSuspended(prices, i) },
    { reason: 'no market value: shares unknown', passes: (i) => !Number.isNaN(marketCap[i]!) },
    ...(universe.members === undefined
      ? []
      : [
          {
            reason: `no member of ${universe.members}`,
            passes: (i: number) => members.of.get(universe.members!)?.has(i) ?? false,
          },
        ]),
    ...ranks.map(({ by, from, to, rank }) => ({
      reason: `rank by ${CALLED[by]} not within ${from} to ${to}`,
      passes: (i: number) => rank[i]! >= from && rank[i]! <= to,
    })),
  ]);
}

/** The average of six months by which names are ranked: ₹ crore of market value, ₹ of traded value. */
export function averageOf(memory: MarketMemory, by: RankedBy): Float64Array {
  const { capOfHalfYear, capsInHalfYear, tradedOfHalfYear, floats } = memory;
  if (by === 'traded-value') return tradedOfHalfYear.totals;
  return capOfHalfYear.totals.map((sum, i) => {
    const average = sum / capsInHalfYear.totals[i]!;
    return by === 'full-cap' ? average : average * floats.share[i]!;
  });
}

/** 1 for the greatest of `names`; of equals the earlier column first. 0 for all others. */
function ranksBy(memory: MarketMemory, by: RankedBy, names: readonly number[]): Int32Array {
  const value = averageOf(memory, by);
  const rank = new Int32Array(memory.issuers.length);
  names.toSorted((a, b) => value[b]! - value[a]! || a - b).forEach((i, at) => (rank[i] = at + 1));
  return rank;
}
