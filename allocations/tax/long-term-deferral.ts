import type { Day } from '../../src/market/day.ts';
import { financialYearOf } from './financial-year.ts';
import { type Gain, gainOf } from './gain.ts';
import { longTermFrom } from './holding-period.ts';
import { switchTax } from './switch-tax.ts';
import type { TaxSituation } from './tax-situation.ts';
import { yearTax } from './year-tax.ts';

/** What waiting for a lot to turn long term would save. */
export interface Waiting {
  readonly gain: Gain;
  /** Calendar days from the planned sale. */
  readonly days: number;
  readonly longTermFrom: Day;
  /** Paise, above 0: the tax of the plan less that of selling this lot later, at the same price. */
  readonly saving: number;
  /**
   * `saving` as a fraction of the proceeds: if the price falls by less than this until then, waiting was right. Slightly
   * on the safe side, since a lower price is taxed less as well.
   */
  readonly breakEvenFall: number;
}

/**
 * For each short-term lot that a switch would sell: how long until it turns long term, and what that saves when the
 * rest is sold as planned. A later year is counted as one without other gains. Only where waiting saves something,
 * the largest saving first.
 */
export function worthWaiting(sales: readonly Gain[], situation: TaxSituation): Waiting[] {
  return sales
    .filter((gain) => gain.term === 'short' && gain.amount > 0)
    .map((gain) => {
      const from = longTermFrom(gain.lot.bought);
      const saving = savingOf([gain], sales, situation);
      const days = from - gain.sold;
      return { gain, days, longTermFrom: from, saving, breakEvenFall: saving / gain.proceeds };
    })
    .filter((w) => w.saving > 0)
    .sort((a, b) => b.saving - a.saving);
}

/**
 * What it saves to sell some lots of a switch only once each is long term, at the same prices, and the rest as planned.
 * Later sales are taxed by the law as known on the day of the switch. Paise. Savings of single lots do not add up: the year's exemption is there once.
 */
export function savingOf(lots: readonly Gain[], sales: readonly Gain[], situation: TaxSituation): number {
  const { asOf, realised, broughtForward, rules } = situation;
  const year = financialYearOf(asOf);
  const planned = switchTax(sales, situation).after.paise;
  const late = lots.map(({ holding, lot, proceeds }) =>
    gainOf(holding, lot, longTermFrom(lot.bought), { gross: proceeds, expenses: 0 }, asOf),
  );
  const others = [...realised, ...sales.filter((gain) => !lots.includes(gain))];
  const years = [...new Set([year, ...late.map((gain) => financialYearOf(gain.sold))])].sort((a, b) => a - b);
  let carried = broughtForward;
  let paise = 0;
  for (const y of years) {
    const own = late.filter((gain) => financialYearOf(gain.sold) === y);
    const tax = yearTax(y, y === year ? [...others, ...own] : own, carried, rules, asOf);
    carried = tax.carried;
    paise += tax.paise;
  }
  return planned - paise;
}
