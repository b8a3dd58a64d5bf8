import { yearName } from '../../../allocations/tax/financial-year.ts';
import { rupeesOf } from '../../market/money.ts';
import type { TaxedGrowth, TaxRecord } from '../backtest-run.ts';
import type { IndexMarket } from '../instruments/index-market.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import type { BacktestPlan } from '../plan.ts';
import { liquidationTax, type TaxedWalk } from '../walk/held-tax.ts';
import type { WalkedMonth } from '../walk/index-walk.ts';
import { closeYear, type TaxAccount } from './tax-account.ts';

/** How a back-test is taxed: not at all, or by the rule book's levies. */
export const taxedWalk = (
  { tax, value }: Pick<BacktestPlan, 'tax' | 'value'>,
  { costs, backtest }: Pick<RuleBook, 'costs' | 'backtest'>,
): TaxedWalk | null =>
  tax === 'lots' ? { levies: costs.tax, businessRate: backtest.businessTax, value } : null;

/** Growth a year of a walk that is taxed, from its first fill to its last session. */
export function taxedGrowth(
  walked: readonly WalkedMonth[],
  market: IndexMarket,
  { first, last }: { readonly first: number; readonly last: number },
): TaxedGrowth {
  const { net, afterTax, state } = walked.at(-1)!;
  const years = (market.sessions[last]! - market.sessions[first]!) / 365.25;
  const growth = (value: number): number => value ** (1 / years) - 1;
  const held = afterTax!.at(-1)!;
  return {
    beforeTax: growth(net.at(-1)!),
    afterTax: growth(held),
    afterLiquidation: growth(held - liquidationTax(state.tax!, market, last)),
  };
}

/** The tax of each financial year, ₹; the last as if it ended now. */
export function taxByYear(account: TaxAccount): TaxRecord['years'] {
  return closeYear(account).years.map(({ year, short, long, futures, tax }) => ({
    year: yearName(year),
    short: rupeesOf(short),
    long: rupeesOf(long),
    ...(futures !== 0 && { futures: rupeesOf(futures) }),
    tax: rupeesOf(tax),
  }));
}
