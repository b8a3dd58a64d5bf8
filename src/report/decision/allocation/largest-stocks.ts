import type { ModelledRisk } from '../../../../allocations/allocation.ts';
import type { ShareLine } from '../../../../allocations/risk-model/result.ts';
import type { SleeveId } from '../../../../allocations/positions.ts';
import type { Industry } from '../../../risk/factors.ts';

/** A share in the portfolio through all sleeves; percent of the portfolio. */
export interface LargeShare {
  readonly symbol: string;
  readonly name: string;
  readonly industry: Industry;
  readonly before: number;
  readonly after: number;
  readonly market: number;
  /** Sleeves that hold it after, the largest part first. */
  readonly from: readonly { readonly id: SleeveId; readonly weight: number }[];
  /** To the volatility after, percent a year; null where it is not among those that the decision tells. */
  readonly contribution: number | null;
}

export interface LargeShares {
  /** The largest after, first. */
  readonly largest: readonly LargeShare[];
  /** The rest of what is held after: how many, and percent of the portfolio. */
  readonly others: { readonly count: number; readonly weight: number };
  /** Shares held before. */
  readonly namesBefore: number;
}

const SHOWN = 20;

/** The look-through of a portfolio of sleeves. */
export function largeShares(shares: readonly ShareLine[], after: ModelledRisk): LargeShares {
  const contributions = new Map(after.ofVolatility.shares.map((s) => [s.isin, s.contribution]));
  const held = shares.filter((s) => s.after > 0).sort((a, b) => b.after - a.after);
  const others = held.slice(SHOWN);
  return {
    largest: held.slice(0, SHOWN).map((s) => ({
      symbol: s.symbol,
      name: s.name,
      industry: s.industry,
      before: 100 * s.drifted,
      after: 100 * s.after,
      market: 100 * s.market,
      from: (Object.entries(s.from) as [SleeveId, number][])
        .map(([id, weight]) => ({ id, weight: 100 * weight }))
        .sort((a, b) => b.weight - a.weight),
      contribution: contributions.get(s.isin) ?? null,
    })),
    others: { count: others.length, weight: 100 * others.reduce((sum, s) => sum + s.after, 0) },
    namesBefore: shares.filter((s) => s.drifted > 0).length,
  };
}
