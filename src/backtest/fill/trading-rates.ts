import { chargesOf } from '../../../allocations/costs/charges.ts';
import type { CostRules } from '../../../allocations/cost-rules.ts';
import { POSITIONS, EQUITY } from '../../../allocations/positions.ts';
import type { Day } from '../../market/day.ts';
import type { TradingRates } from './fill.ts';

/**
 * What trading costs on a day at index level: a sleeve is bought and sold as its shares are, with market impact at the
 * rule book's rate for unknown liquidity. Gold, liquid fund and G-secs are traded at their value (our choice).
 *
 * @param multiple of all charges, for sensitivity; 0 for none.
 * @throws UserError if a table of charges does not cover the day.
 */
export function tradingRates(day: Day, rules: CostRules, multiple: number): TradingRates {
  const rate = (side: 'buy' | 'sell'): number =>
    multiple === 0
      ? 0
      : multiple *
        chargesOf({ segment: 'equity-delivery', side, value: 1, day, liquidity: null }, rules).lines.reduce(
          (sum, line) => sum + line.exact,
          0,
        );
  const sleeves = (of: number): Float64Array => new Float64Array(POSITIONS.length).fill(of, 0, EQUITY.length);
  return { buy: sleeves(rate('buy')), sell: sleeves(rate('sell')) };
}
