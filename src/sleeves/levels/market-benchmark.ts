import type { Day } from '../../market/day.ts';
import type { IndexLevels, SleeveHistory } from '../sleeve-history.ts';
import type { Valuation } from '../characteristics/valuation.ts';

/**
 * The benchmark of the sleeves: all stocks of the store by free-float market value, with dividends. Holdings are left out,
 * because they would double the size of the sleeve store.
 */
export interface MarketBenchmark {
  readonly levels: IndexLevels;
  readonly closes: readonly {
    readonly day: Day;
    readonly constituentCount: number;
    readonly valuation: Valuation;
  }[];
}

export const benchmarkOf = ({ levels, closes }: SleeveHistory): MarketBenchmark => ({
  levels,
  closes: closes.map(({ day, holdings, valuation }) => ({
    day,
    constituentCount: holdings.length,
    valuation,
  })),
});
