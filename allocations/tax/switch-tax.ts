import { financialYearOf } from './financial-year.ts';
import type { Gain, TaxedAmount } from './gain.ts';
import type { TaxSituation } from './tax-situation.ts';
import { type YearTax, yearTax } from './year-tax.ts';

/** The tax of a lot within a switch. */
export interface LotTax {
  readonly gain: Gain;
  /** Rate × gain, in paise; below 0 for a loss, which saves tax on other gains at its own rate. 0 if exempt. */
  readonly standalone: number;
}

/** The incremental tax of a switch, in paise; below 0 if its losses save more tax than its gains cost. */
export interface SwitchTax {
  readonly lots: readonly LotTax[];
  /** The effect of set-off against other gains and losses, and of the exemption, on the sum of the lots. */
  readonly adjustment: number;
  readonly surcharge: number;
  readonly cess: number;
  /** Lots, adjustment, surcharge and cess: the year's tax with the switch minus that without. */
  readonly paise: number;
  readonly before: YearTax;
  readonly after: YearTax;
}

/** The incremental tax of a switch, by lot. All its sales must fall in the financial year of the switch. */
export function switchTax(sales: readonly Gain[], situation: TaxSituation): SwitchTax {
  const { asOf, realised, broughtForward, rules } = situation;
  const taxOf = (gains: readonly TaxedAmount[]): YearTax =>
    yearTax(financialYearOf(asOf), gains, broughtForward, rules, asOf);
  const before = taxOf(realised);
  const after = taxOf([...realised, ...sales]);
  const lots = sales.map((gain) => ({ gain, standalone: Math.round((gain.rate ?? 0) * gain.amount) }));
  const paise = after.paise - before.paise;
  const surcharge = after.surcharge - before.surcharge;
  const cess = after.cess - before.cess;
  const adjustment = paise - surcharge - cess - lots.reduce((sum, l) => sum + l.standalone, 0);
  return { lots, adjustment, surcharge, cess, paise, before, after };
}
