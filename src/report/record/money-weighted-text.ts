import type { MoneyWeighted } from '../../backtest/account/account-record.ts';
import { returnText } from '../performance/figure-text.ts';

/** The money-weighted rate as people read it, or why there is none. */
export function moneyWeightedText(found: MoneyWeighted): string {
  if (found.kind === 'one') return returnText(found.rate);
  if (found.kind === 'several') return `several: ${found.rates.map((r) => returnText(r)).join(', ')}`;
  return found.kind === 'none' ? 'none' : 'not given below a year';
}
