import type { Day } from '../../src/market/day.ts';
import { financialYearOf } from './financial-year.ts';
import { type Gain, gainOf } from './gain.ts';
import { longTermFrom } from './holding-period.ts';
import { switchTax } from './switch-tax.ts';
import type { TaxSituation } from './tax-situation.ts';
import { yearTax } from './year-tax.ts';

/** The tax saved by deferring the sale of a lot until it is long term. */
export interface Deferral {
  readonly gain: Gain;
  /** Calendar days from the planned sale. */
  readonly days: number;
  readonly longTermFrom: Day;
  /** Paise, above 0: the tax of the plan minus the tax if this lot is sold later at the same price. */
  readonly saving: number;
  /**
   * `saving` as a fraction of the proceeds: deferral pays if the price falls by less than this until then. Slightly
   * conservative, because a lower price is also taxed less.
   */
  readonly breakEvenFall: number;
}

/**
 * For each short-term lot that a switch would sell: the days until it is long term, and the tax saved if the rest is sold
 * as planned. A later year is assumed to have no other gains. Only deferrals that save tax, the largest saving first.
 */
export function worthwhileDeferrals(sales: readonly Gain[], situation: TaxSituation): Deferral[] {
  return sales
    .filter((gain) => gain.term === 'short' && gain.amount > 0)
    .map((gain) => {
      const from = longTermFrom(gain.lot.bought);
      const saving = deferralSaving([gain], sales, situation);
      const days = from - gain.sold;
      return { gain, days, longTermFrom: from, saving, breakEvenFall: saving / gain.proceeds };
    })
    .filter((d) => d.saving > 0)
    .sort((a, b) => b.saving - a.saving);
}

/**
 * Tax saved, in paise, by selling the given lots of a switch only when each is long term, at the same prices, and the rest
 * as planned. Later sales are taxed by the law as known on the day of the switch. Savings of single lots are not
 * additive, because the annual exemption applies once.
 */
export function deferralSaving(
  lots: readonly Gain[],
  sales: readonly Gain[],
  situation: TaxSituation,
): number {
  const { asOf, realised, broughtForward, rules } = situation;
  const year = financialYearOf(asOf);
  const planned = switchTax(sales, situation).after.paise;
  const deferred = lots.map(({ holding, lot, proceeds }) =>
    gainOf(holding, lot, longTermFrom(lot.bought), { gross: proceeds, expenses: 0 }, asOf),
  );
  const others = [...realised, ...sales.filter((gain) => !lots.includes(gain))];
  const years = [...new Set([year, ...deferred.map((gain) => financialYearOf(gain.sold))])].sort(
    (a, b) => a - b,
  );
  let carried = broughtForward;
  let paise = 0;
  for (const y of years) {
    const own = deferred.filter((gain) => financialYearOf(gain.sold) === y);
    const tax = yearTax(y, y === year ? [...others, ...own] : own, carried, rules, asOf);
    carried = tax.carried;
    paise += tax.paise;
  }
  return planned - paise;
}
