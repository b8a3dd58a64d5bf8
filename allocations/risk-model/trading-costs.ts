import type { Day } from '../../src/market/day.ts';
import { chargesOf } from '../costs/charges.ts';
import type { CostRules } from '../cost-rules.ts';
import { impactRate, type Liquidity } from '../costs/impact.ts';
import type { Side } from '../costs/segment.ts';
import type { StockBasis } from '../stocks/stock-snapshot.ts';
import type { MeasuredSleeve } from './sleeve-exposures.ts';
import { shareLiquidity } from '../stocks/liquidity.ts';

/** What it costs to buy and to sell a unit of each sleeve, as a fraction of the amount traded. */
export interface TradeRates {
  readonly buy: Float64Array;
  readonly sell: Float64Array;
}

/**
 * Charges of the day, and the impact of a trade of the given size spread over the sleeve's shares. Linear in the amount
 * where impact is not: with the size of the largest usual move it is too dear for smaller ones. Nor is a share counted
 * less that one sleeve sells and another buys. Both err on the side of trading less (our choice); what is then traded
 * is costed order by order.
 *
 * @param rupees the size of such a trade by sleeve; null where no value of the portfolio is known: then the rule book's
 * flat rate stands for impact.
 * @throws UserError for a day that the tables of charges do not know.
 */
export function tradeRates(
  sleeves: readonly MeasuredSleeve[],
  rupees: readonly number[] | null,
  basis: StockBasis,
  costs: CostRules,
): TradeRates {
  const known = new Map<number, Liquidity | null>();
  const liquidity = (issuer: number): Liquidity | null => {
    if (!known.has(issuer)) known.set(issuer, shareLiquidity(basis, issuer));
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
  const of = (side: Side) => Float64Array.from(impacts, (impact) => charged(side, basis.day, costs) + impact);
  return { buy: of('buy'), sell: of('sell') };
}

/** All but impact, as a fraction of the value traded. */
function charged(side: Side, day: Day, costs: CostRules): number {
  const { lines } = chargesOf({ segment: 'equity-delivery', side, value: 1, day, liquidity: null }, costs);
  return lines.reduce((sum, l) => (l.id === 'impact' ? sum : sum + l.exact), 0);
}
