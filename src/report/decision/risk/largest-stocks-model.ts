import type { ModelledRisk } from '../../../../allocations/allocation.ts';
import type { StockPosition } from '../../../../allocations/risk-model/result.ts';
import type { SleeveId } from '../../../../allocations/positions.ts';
import type { Industry } from '../../../risk/factors.ts';

/** A stock held through all sleeves, in percent of the portfolio. */
export interface LargeStock {
  readonly symbol: string;
  readonly name: string;
  readonly industry: Industry;
  readonly opening: number;
  readonly final: number;
  readonly market: number;
  /** Final weight by sleeve, largest first. */
  readonly bySleeve: readonly { readonly id: SleeveId; readonly weight: number }[];
  /** Contribution to the final volatility, percent a year; null where the risk model does not cover the stock. */
  readonly contribution: number | null;
}

export interface LargestStocks {
  /** By final weight, largest first. */
  readonly largest: readonly LargeStock[];
  /** The other final holdings: number of stocks and percent of the portfolio. */
  readonly others: { readonly count: number; readonly weight: number };
  /** Number of stocks in the opening portfolio. */
  readonly openingCount: number;
}

const SHOWN = 20;

/** Look-through of the portfolio to stocks. */
export function largestStocks(stocks: readonly StockPosition[], final: ModelledRisk): LargestStocks {
  const contributions = new Map(final.volatilityContributions.stocks.map((s) => [s.isin, s.contribution]));
  const held = stocks.filter((s) => s.final > 0).sort((a, b) => b.final - a.final);
  const others = held.slice(SHOWN);
  return {
    largest: held.slice(0, SHOWN).map((s) => ({
      symbol: s.symbol,
      name: s.name,
      industry: s.industry,
      opening: 100 * s.opening,
      final: 100 * s.final,
      market: 100 * s.market,
      bySleeve: (Object.entries(s.bySleeve) as [SleeveId, number][])
        .map(([id, weight]) => ({ id, weight: 100 * weight }))
        .sort((a, b) => b.weight - a.weight),
      contribution: contributions.get(s.isin) ?? null,
    })),
    others: { count: others.length, weight: 100 * others.reduce((sum, s) => sum + s.final, 0) },
    openingCount: stocks.filter((s) => s.opening > 0).length,
  };
}
