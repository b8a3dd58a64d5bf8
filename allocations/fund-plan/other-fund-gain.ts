import { type Day, day } from '../../src/market/day.ts';

/*
 * Gains on funds that are not equity-oriented. Source: Income-tax Act 1961, s. 50AA (units bought on or after 1 April 2023
 * of funds with at most 35 % of equity, since 1 April 2025 with more than 65 % of debt: taxed at the slab rate however long
 * they are held), s. 112 with s. 2(42A) otherwise: long-term after 36 months at 20 %, since 23 July 2024 after 24 months at
 * 12.5 % without indexation. Indexation before that date is left out, which overstates the tax (our choice). Gold funds
 * bought between April 2023 and March 2025 are treated like debt funds.
 */
const SLAB_FROM = day('2023-04-01');
const NEW_RATES_FROM = day('2024-07-23');
const DAYS_A_MONTH = 365.25 / 12;

/** The rate on a gain of a debt or gold fund, a fraction, before cess. */
export function otherFundRate(bought: Day, sold: Day, slab: number): number {
  if (bought >= SLAB_FROM) return slab;
  const [months, rate] = sold >= NEW_RATES_FROM ? [24, 0.125] : [36, 0.2];
  return (sold - bought) / DAYS_A_MONTH > months ? rate : slab;
}
