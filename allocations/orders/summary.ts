import { displayDay, iso } from '../../src/market/day.ts';
import type { Problem } from '../../src/market/problem.ts';
import { type ChargeId, CHARGES } from '../costs/charges.ts';
import { rupeesOf } from '../../src/market/money.ts';
import { yearName } from '../tax/financial-year.ts';
import type { Gain } from '../tax/gain.ts';
import type { SwitchTax } from '../tax/switch-tax.ts';
import type { ApplicableSituation, TaxSituation } from '../tax/tax-situation.ts';
import { isGrandfathered } from '../tax/taxable-cost.ts';
import { deferralSaving, type Deferral } from '../tax/long-term-deferral.ts';
import type { ExecutionPlan, Order, RateUsed, SwitchTaxResult, LongTermDeferral } from './result.ts';
import type { SizedOrder } from './size-orders.ts';

/* Converts the order plan from paise and days to the ₹ and ISO dates of decision.json. */

/** The depository charge is left out where the rule book sets none. */
export const inRupees = (charges: Readonly<Record<ChargeId, number>>): Order['charges'] =>
  Object.fromEntries(
    CHARGES.filter((id) => id !== 'depository-charge' || charges[id] > 0).map((id) => [
      id,
      rupeesOf(charges[id]),
    ]),
  ) as Order['charges'];

export function orderSummary(sized: readonly SizedOrder[]): Order[] {
  const orders = sized.map(({ line, side, quantity, paise, charges }): Order => {
    const amount = rupeesOf(paise);
    return {
      id: line.id,
      name: line.name,
      side,
      segment: line.segment,
      quantity,
      price: line.tradedIn === 'amount' ? null : line.price,
      amount,
      charges: Object.fromEntries(charges.lines.map((l) => [l.id, rupeesOf(l.paise)])) as Order['charges'],
      cost: rupeesOf(charges.paise),
      daysOfTrading: line.liquidity && amount / line.liquidity.tradedValue,
    };
  });
  const rank = (o: Order): number => (o.side === 'sell' ? 0 : 1);
  return orders.sort((a, b) => rank(a) - rank(b) || b.amount - a.amount || (a.id < b.id ? -1 : 1));
}

export function rateSummary(sized: readonly SizedOrder[]): RateUsed[] {
  const used = new Map<string, RateUsed>();
  for (const { line, side, charges } of sized)
    for (const { id, rate, exact, source, confidence } of charges.lines)
      if (id !== 'impact' && id !== 'depository-charge' && exact > 0)
        used.set(`${line.segment} ${side} ${id}`, {
          segment: line.segment,
          side,
          id,
          rate,
          source,
          confidence,
        });
  return [...used].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rate]) => rate);
}

export const taxSummary = (
  tax: SwitchTax,
  { realised, broughtForward }: ApplicableSituation,
  sized: readonly SizedOrder[],
): SwitchTaxResult => ({
  kind: 'computed',
  year: yearName(tax.after.year),
  openingPosition: { realised, broughtForward },
  lots: tax.lots.map(({ gain, standalone }) => ({
    id: gain.holding,
    bought: iso(gain.lot.bought),
    quantity: gain.lot.quantity,
    term: gain.term,
    rate: gain.rate === null ? null : 100 * gain.rate,
    proceeds: rupeesOf(gain.proceeds),
    cost: rupeesOf(gain.cost),
    gain: rupeesOf(gain.amount),
    tax: rupeesOf(standalone),
  })),
  adjustment: rupeesOf(tax.adjustment),
  surcharge: rupeesOf(tax.surcharge),
  cess: rupeesOf(tax.cess),
  total: rupeesOf(tax.paise),
  carriedForward: tax.after.carried.map(({ year, term, paise }) => ({
    year: yearName(year),
    term,
    loss: rupeesOf(paise),
  })),
  excluded: sized.filter((o) => o.side === 'sell' && !o.line.isEquity).map((o) => o.line.id),
});

/** Lots whose deferral saves tax, and the saving of deferring all of them. */
export function deferralSummary(
  deferrals: readonly Deferral[],
  sales: readonly Gain[],
  situation: TaxSituation,
): Pick<ExecutionPlan, 'deferrals' | 'deferralSaving'> {
  const lots = deferrals.map((d) => d.gain);
  return {
    deferrals: deferrals.map(deferredLot),
    deferralSaving: rupeesOf(deferralSaving(lots, sales, situation)),
  };
}

const deferredLot = ({ gain, days, longTermFrom, saving, breakEvenFall }: Deferral): LongTermDeferral => ({
  id: gain.holding,
  bought: iso(gain.lot.bought),
  quantity: gain.lot.quantity,
  days,
  longTermFrom: iso(longTermFrom),
  saving: rupeesOf(saving),
  breakEvenFall: 100 * breakEvenFall,
});

export const missingPriceOf2018 = (gains: readonly Gain[]): Problem[] =>
  gains
    .filter((g) => isGrandfathered(g.lot, g.sold) && g.lot.priceOf2018 === null)
    .map((g) => ({
      severity: 'warning',
      code: 'no-price-2018',
      about: g.holding,
      message: `The lot of ${displayDay(g.lot.bought)} is taxed on its cost, because its price of 31 Jan 2018 is missing.`,
      remedy: 'Add the column price-2018; it may lower the tax.',
    }));
