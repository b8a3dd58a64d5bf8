import { openingHoldings } from '../../../allocations/opening-holdings.ts';
import type { OpeningHoldings } from '../../../allocations/holdings/opening.ts';
import type { LotHolding } from '../../../allocations/holdings/portfolio-by-lot.ts';
import type { PortfolioFile } from '../../../allocations/holdings/portfolio-file.ts';
import { DEFAULT_ALLOCATION_RULES } from '../../../allocations/rules.ts';
import type { PositionId } from '../../../allocations/positions.ts';
import { day } from '../../../src/market/day.ts';
import type { Regime } from '../../../regimes/regime.ts';
import { marketOf } from '../market.fixture.ts';
import { ON } from './stock-snapshot.fixture.ts';

/** ₹ per share or unit, as in the stock snapshot fixture. */
const PRICE = 100;

export interface HoldingSpec {
  /** ISIN of a stock of the fixture market, otherwise a fund. */
  readonly id: string;
  readonly position: PositionId;
  readonly quantity: number;
}

/** A portfolio by lot, all bought three years ago at ₹ 80, with cash in ₹. */
export function portfolioByLot(specs: readonly HoldingSpec[], cash: number): PortfolioFile {
  const holdings = specs
    .filter((h) => h.quantity > 0)
    .map(({ id, position, quantity }, i): LotHolding => {
      const lot = { bought: day('2022-01-14'), quantity, cost: 80 * 100 * quantity, priceOf2018: null };
      const kind = id.startsWith('INE') ? 'stock' : 'fund';
      return { kind, id, position, price: PRICE, lots: [lot], value: PRICE * 100 * quantity, line: i + 2 };
    });
  const value = holdings.reduce((sum, h) => sum + h.value, 100 * cash);
  return {
    kind: 'by-lot',
    portfolio: { file: 'lots.csv', sha256: '0'.repeat(64), holdings, cash: 100 * cash, value },
  };
}

/** Opening holdings of such a portfolio, after a month in the given regime. */
export const holdingsByLot = (
  portfolio: PortfolioFile,
  regime: Regime = 'bullish',
): Promise<OpeningHoldings> =>
  openingHoldings({
    market: marketOf({}),
    asOf: ON,
    previous: { monthEnd: day('2024-12-31'), regime },
    portfolio,
    rules: DEFAULT_ALLOCATION_RULES,
    stocksAt: () => Promise.reject(new Error('a portfolio file needs no earlier snapshot')),
  });
