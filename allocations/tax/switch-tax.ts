import { financialYearOf } from './financial-year.ts';
import type { Gain, TaxedAmount } from './gain.ts';
import type { TaxSituation } from './tax-situation.ts';
import { type YearTax, yearTax } from './year-tax.ts';

/** A lot's part in the tax of a switch. */
export interface LotTax {
  readonly gain: Gain;
  /** Rate × gain, paise; of a loss below 0, what it takes off other gains at its own rate. 0 where exempt. */
  readonly alone: number;
}

/** The tax that a switch adds to the year's. Paise; below 0 where its losses save more than its gains cost. */
export interface SwitchTax {
  readonly lots: readonly LotTax[];
  /** What set-off against other gains and losses, and the exemption, change in the sum of the lots. */
  readonly adjustment: number;
  readonly surcharge: number;
  readonly cess: number;
  /** The lots, the adjustment, surcharge and cess: the year's tax with the switch less that without. */
  readonly paise: number;
  readonly before: YearTax;
  readonly after: YearTax;
}

/** The tax of a switch, by lot, as the difference it makes to the year. All its sales must fall in that year. */
export function switchTax(sales: readonly Gain[], situation: TaxSituation): SwitchTax {
  const { asOf, realised, broughtForward, rules } = situation;
  const taxOf = (gains: readonly TaxedAmount[]): YearTax =>
    yearTax(financialYearOf(asOf), gains, broughtForward, rules, asOf);
  const before = taxOf(realised);
  const after = taxOf([...realised, ...sales]);
  const lots = sales.map((gain) => ({ gain, alone: Math.round((gain.rate ?? 0) * gain.amount) }));
  const paise = after.paise - before.paise;
  const surcharge = after.surcharge - before.surcharge;
  const cess = after.cess - before.cess;
  const adjustment = paise - surcharge - cess - lots.reduce((sum, l) => sum + l.alone, 0);
  return { lots, adjustment, surcharge, cess, paise, before, after };
}
