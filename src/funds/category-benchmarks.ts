import { sebiGroup } from '../market/funds/categories.ts';

/**
 * The total-return index against which a category is measured, of those that NSE publishes (our choice: the first-tier
 * benchmarks of AMFI as far as they are NSE's). Debt categories are measured against Treasury bills, because the indices
 * of CRISIL and NSE that AMFI names for them are not among the files that can be imported.
 */
const BENCHMARKS: Readonly<Record<string, string>> = {
  'large-cap': 'nifty-100',
  'large-and-mid-cap': 'nifty-largemidcap-250',
  'mid-cap': 'nifty-midcap-150',
  'small-cap': 'nifty-smallcap-250',
  index: 'nifty-50',
};

/** Treasury bills, rolled over, as a benchmark. */
export const TREASURY_BILLS = 'tbill-91d';

export const benchmarkOf = (category: string): string => {
  const group = sebiGroup(category);
  if (group === 'debt' || category === 'gold-etf' || category === 'arbitrage') return TREASURY_BILLS;
  return BENCHMARKS[category] ?? (group === 'equity' ? 'nifty-500' : 'nifty-50');
};

/** Categories whose funds are expected to move with the index: a low beta or R² there needs an explanation. */
export const INDEX_LIKE: ReadonlySet<string> = new Set(['large-cap', 'index']);
