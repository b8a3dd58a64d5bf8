import type { Day } from '../../../src/market/day.ts';
import { chargesOf } from '../../costs/charges.ts';
import type { CostRules } from '../../cost-rules.ts';
import { impactRate, type Liquidity } from '../../costs/impact.ts';
import type { Side } from '../../costs/segment.ts';
import type { StockSnapshot } from '../../stocks/stock-snapshot.ts';
import type { MeasuredSleeve } from '../sleeve-exposures.ts';
import { stockLiquidity } from '../../stocks/liquidity.ts';

/** [S] Cost of buying and of selling each sleeve, as a fraction of the amount traded. */
export interface TradingCostRates {
  readonly buy: Float64Array;
  readonly sell: Float64Array;
}

/**
 * Statutory charges and brokerage of the day, plus the market impact of a trade of the given size spread over the sleeve's
 * stocks. The rate is constant although the impact rate rises with size: taken at the largest usual trade, it overstates
 * the cost of smaller ones. Stocks that one sleeve sells and another buys are not netted. Both favour trading less (our
 * choice); the resulting orders are costed one by one.
 *
 * @param rupees [S] trade size by sleeve in ₹; null if the portfolio value is not known, in which case the rule book's
 * flat impact rate applies.
 * @throws UserError if the tables of charges do not cover the day.
 */
export function tradingCostRates(
  sleeves: readonly MeasuredSleeve[],
  rupees: readonly number[] | null,
  stocks: StockSnapshot,
  costs: CostRules,
): TradingCostRates {
  const known = new Map<number, Liquidity | null>();
  const liquidity = (issuer: number): Liquidity | null => {
    if (!known.has(issuer)) known.set(issuer, stockLiquidity(stocks, issuer));
    return known.get(issuer)!;
  };
  const impacts = sleeves.map(({ holdings }, s) =>
    holdings.reduce(
      (sum, { issuer, weight }) =>
        sum +
        weight * impactRate(weight * (rupees?.[s] ?? 0), rupees ? liquidity(issuer) : null, costs.impact),
      0,
    ),
  );
  const rates = (side: Side) =>
    Float64Array.from(impacts, (impact) => chargeRate(side, stocks.day, costs) + impact);
  return { buy: rates('buy'), sell: rates('sell') };
}

/** All charges except impact, as a fraction of the value traded. */
function chargeRate(side: Side, day: Day, costs: CostRules): number {
  const { lines } = chargesOf({ segment: 'equity-delivery', side, value: 1, day, liquidity: null }, costs);
  return lines.reduce((sum, l) => (l.id === 'impact' ? sum : sum + l.exact), 0);
}
