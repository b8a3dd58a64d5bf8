import { type Held, heldBefore } from '../../../allocations/opening-holdings.ts';
import type { Holding } from '../../../allocations/holdings/portfolio-by-lot.ts';
import type { PortfolioFile } from '../../../allocations/holdings/portfolio-file.ts';
import { DEFAULT_ALLOCATION_RULES } from '../../../allocations/rules.ts';
import type { PositionId } from '../../../allocations/positions.ts';
import { day } from '../../../src/market/day.ts';
import type { Regime } from '../../../regimes/regime.ts';
import { marketOf } from '../market.fixture.ts';
import { ON } from './stock-snapshot.fixture.ts';

/** ₹ a share or unit of everything made; the made basis has the same. */
const PRICE = 100;

export interface MadeHolding {
  /** A share of the made market, or a fund where it is none. */
  readonly id: string;
  readonly position: PositionId;
  readonly quantity: number;
}

/** A file of lots, all bought three years ago at ₹ 80, and cash in ₹. */
export function lotsOf(made: readonly MadeHolding[], cash: number): PortfolioFile {
  const holdings = made
    .filter((h) => h.quantity > 0)
    .map(({ id, position, quantity }, i): Holding => {
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

/** What is held by such a file, after a month of the regime given. */
export const heldByLot = (portfolio: PortfolioFile, regime: Regime = 'bullish'): Promise<Held> =>
  heldBefore({
    market: marketOf({}),
    asOf: ON,
    previous: { monthEnd: day('2024-12-31'), regime },
    portfolio,
    rules: DEFAULT_ALLOCATION_RULES,
    basisAt: () => Promise.reject(new Error('a portfolio needs no basis of the month before')),
  });
