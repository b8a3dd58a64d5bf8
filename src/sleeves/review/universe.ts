import type { SleeveDefinition } from '../definition.ts';
import { screen } from './screening.ts';
import type { RollingMarket } from '../characteristics/rolling-market.ts';
import { isSuspended, SUSPENDED_AFTER } from '../levels/suspension.ts';

type RankedBy = SleeveDefinition['universe']['ranks'][number]['by'];

const RANK_NAMES: Readonly<Record<RankedBy, string>> = {
  'full-cap': 'full market value',
  'free-float-cap': 'free-float market value',
  'traded-value': 'traded value',
};

/** Step 1: the universe. Screens every issuer in the store, including those that do not trade at present. */
export function screenUniverse(market: RollingMarket, { universe }: SleeveDefinition) {
  const { prices, marketCap, memberships } = market;
  const all = market.issuers.map((_, i) => i);
  const trading = all.filter((i) => !Number.isNaN(marketCap[i]!) && !isSuspended(prices, i));
  const ranks = universe.ranks.map((rule) => ({ ...rule, rank: ranksBy(market, rule.by, trading) }));
  const { parentIndex } = universe;
  return screen('universe', all, [
    { reason: 'has not traded yet', passes: (i) => prices.age[i]! > 0 },
    { reason: `not traded for ${SUSPENDED_AFTER} sessions`, passes: (i) => !isSuspended(prices, i) },
    {
      reason: 'no market value: number of shares unknown',
      passes: (i) => !Number.isNaN(marketCap[i]!),
    },
    ...(parentIndex === undefined
      ? []
      : [
          {
            reason: `not a constituent of ${parentIndex}`,
            passes: (i: number) => memberships.byIndex.get(parentIndex)?.has(i) ?? false,
          },
        ]),
    ...ranks.map(({ by, from, to, rank }) => ({
      reason: `rank by ${RANK_NAMES[by]} outside ${from} to ${to}`,
      passes: (i: number) => rank[i]! >= from && rank[i]! <= to,
    })),
  ]);
}

/** Six-month average by which stocks are ranked, by column: market value in ₹ crore, or traded value in ₹. */
export function halfYearAverage(market: RollingMarket, by: RankedBy): Float64Array {
  const { capSumHalfYear, capCountHalfYear, tradedValueHalfYear, freeFloats } = market;
  if (by === 'traded-value') return tradedValueHalfYear.totals;
  return capSumHalfYear.totals.map((sum, i) => {
    const average = sum / capCountHalfYear.totals[i]!;
    return by === 'full-cap' ? average : average * freeFloats.fraction[i]!;
  });
}

/** Rank of each of `issuers` by column: 1 is the largest, ties go to the lower column; 0 for all other columns. */
function ranksBy(market: RollingMarket, by: RankedBy, issuers: readonly number[]): Int32Array {
  const value = halfYearAverage(market, by);
  const rank = new Int32Array(market.issuers.length);
  issuers.toSorted((a, b) => value[b]! - value[a]! || a - b).forEach((i, at) => (rank[i] = at + 1));
  return rank;
}
