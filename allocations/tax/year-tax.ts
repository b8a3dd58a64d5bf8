import type { Day } from '../../src/market/day.ts';
import { cessRate } from './cess.ts';
import { type FinancialYear, financialYearOf } from './financial-year.ts';
import type { TaxedAmount } from './gain.ts';
import { longTermExemption } from './gain-rates.ts';
import { type CarriedLoss, setOff, type TaxedGains } from './set-off.ts';
import type { Levies } from './tax-rules.ts';

/** Gains of one term and rate, with their tax. Paise. */
export interface TaxedLine extends TaxedGains {
  /** Part of the annual exemption applied to this line. */
  readonly exempt: number;
  /** `rate` × (`net` − `exempt`), to the paisa. */
  readonly tax: number;
}

/** The tax on a financial year's capital gains from listed equity. Paise. */
export interface YearTax {
  readonly year: FinancialYear;
  readonly lines: readonly TaxedLine[];
  readonly surcharge: number;
  readonly cess: number;
  /** Tax of the lines, surcharge and cess. */
  readonly paise: number;
  readonly carried: readonly CarriedLoss[];
  readonly expired: readonly CarriedLoss[];
}

/**
 * The tax of a financial year: set-off of losses, the exemption applied to long-term gains, those taxed highest first (our
 * choice; the year 2024–25 has two rates under one limit), then rates, surcharge on tax, cess on both. The basic
 * exemption and the rebate for small incomes are not modelled: a managed portfolio exceeds both.
 *
 * @param knownOn the day as of which the law of the year is known.
 */
export function yearTax(
  year: FinancialYear,
  realised: readonly TaxedAmount[],
  broughtForward: readonly CarriedLoss[],
  rules: Levies,
  knownOn: Day,
): YearTax {
  const stray = realised.find((g) => financialYearOf(g.sold) !== year);
  if (stray)
    throw new RangeError(
      `a gain of the financial year ${financialYearOf(stray.sold)} cannot enter the tax of ${year}`,
    );

  const { gains, carried, expired } = setOff(year, realised, broughtForward);
  let exemption = longTermExemption(year, knownOn) * 100;
  const lines = gains.map((g): TaxedLine => {
    const exempt = g.term === 'long' ? Math.min(exemption, g.net) : 0;
    exemption -= exempt;
    return { ...g, exempt, tax: Math.round(g.rate * (g.net - exempt)) };
  });
  const tax = lines.reduce((sum, l) => sum + l.tax, 0);
  const surcharge = Math.round(tax * rules.surcharge);
  const cess = Math.round((tax + surcharge) * (rules.cess ?? cessRate(year, knownOn)));
  return { year, lines, surcharge, cess, paise: tax + surcharge + cess, carried, expired };
}
