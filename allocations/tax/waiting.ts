import type { Day } from '../../src/market/day.ts';
import { financialYearOf } from './financial-year.ts';
import { type Gain, gainOf } from './gain.ts';
import { longTermFrom } from './holding-period.ts';
import { switchTax, type TaxSituation } from './switch-tax.ts';
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
  const planned = switchTax(sales, situation).after.paise;
  return sales
    .filter((gain) => gain.term === 'short' && gain.amount > 0)
    .map((gain) => {
      const from = longTermFrom(gain.lot.bought);
      const saving = planned - taxIfLater(gain, from, sales, situation);
      const days = from - gain.sold;
      return { gain, days, longTermFrom: from, saving, breakEvenFall: saving / gain.proceeds };
    })
    .filter((w) => w.saving > 0)
    .sort((a, b) => b.saving - a.saving);
}

/** The tax of the plan's year, and of the later one where the sale then falls into it, without that year's other gains. */
function taxIfLater(gain: Gain, from: Day, sales: readonly Gain[], situation: TaxSituation): number {
  const { year, realised, broughtForward, rules } = situation;
  const later = gainOf(gain.holding, gain.lot, from, { gross: gain.proceeds, expenses: 0 });
  const others = [...realised, ...sales.filter((g) => g !== gain)];
  const laterYear = financialYearOf(from);
  if (laterYear === year) return yearTax(year, [...others, later], broughtForward, rules).paise;
  const first = yearTax(year, others, broughtForward, rules);
  return first.paise + yearTax(laterYear, [later], first.carried, rules).paise;
}
