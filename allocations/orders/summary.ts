import { displayDay, iso } from '../../src/market/day.ts';
import type { Problem } from '../../src/market/problem.ts';
import { type ChargeId, CHARGES } from '../costs/charges.ts';
import { rupeesOf } from '../../src/market/money.ts';
import { yearName } from '../tax/financial-year.ts';
import type { Gain } from '../tax/gain.ts';
import type { SwitchTax } from '../tax/switch-tax.ts';
import type { CountedSituation, TaxSituation } from '../tax/tax-situation.ts';
import { isGrandfathered } from '../tax/taxable-cost.ts';
import { savingOf, type Waiting } from '../tax/long-term-deferral.ts';
import type { ExecutionPlan, Order, RateUsed, SwitchTaxed, WaitingLot } from './result.ts';
import type { Dealt } from './size-orders.ts';

/* What was reckoned in paise and days, as a decision tells it: in ₹ and ISO days. */

export const inRupees = (charges: Readonly<Record<ChargeId, number>>): Record<ChargeId, number> =>
  Object.fromEntries(CHARGES.map((id) => [id, rupeesOf(charges[id])])) as Record<ChargeId, number>;

export function ordersOf(dealt: readonly Dealt[]): Order[] {
  const orders = dealt.map(({ line, side, quantity, paise, charges }): Order => {
    const amount = rupeesOf(paise);
    return {
      id: line.id,
      name: line.name,
      side,
      segment: line.segment,
      quantity,
      price: line.dealtIn === 'amount' ? null : line.price,
      amount,
      charges: Object.fromEntries(charges.lines.map((l) => [l.id, rupeesOf(l.paise)])) as Order['charges'],
      cost: rupeesOf(charges.paise),
      daysOfTrading: line.liquidity && amount / line.liquidity.tradedValue,
    };
  });
  const place = (o: Order): number => (o.side === 'sell' ? 0 : 1);
  return orders.sort((a, b) => place(a) - place(b) || b.amount - a.amount || (a.id < b.id ? -1 : 1));
}

export function ratesOf(dealt: readonly Dealt[]): RateUsed[] {
  const used = new Map<string, RateUsed>();
  for (const { line, side, charges } of dealt)
    for (const { id, rate, exact, source, confidence } of charges.lines)
      if (id !== 'impact' && exact > 0)
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

export const taxTold = (
  tax: SwitchTax,
  { realised, broughtForward }: CountedSituation,
  dealt: readonly Dealt[],
): SwitchTaxed => ({
  kind: 'computed',
  year: yearName(tax.after.year),
  counted: { realised, broughtForward },
  lots: tax.lots.map(({ gain, alone }) => ({
    id: gain.holding,
    bought: iso(gain.lot.bought),
    quantity: gain.lot.quantity,
    term: gain.term,
    rate: gain.rate === null ? null : 100 * gain.rate,
    proceeds: rupeesOf(gain.proceeds),
    cost: rupeesOf(gain.cost),
    gain: rupeesOf(gain.amount),
    tax: rupeesOf(alone),
  })),
  adjustment: rupeesOf(tax.adjustment),
  surcharge: rupeesOf(tax.surcharge),
  cess: rupeesOf(tax.cess),
  total: rupeesOf(tax.paise),
  carried: tax.after.carried.map(({ year, term, paise }) => ({
    year: yearName(year),
    term,
    loss: rupeesOf(paise),
  })),
  leftOut: dealt.filter((d) => d.side === 'sell' && !d.line.isEquity).map((d) => d.line.id),
});

/** Lots that are worth waiting for, and what it would save to wait with all of them. */
export function waitingTold(
  waiting: readonly Waiting[],
  sales: readonly Gain[],
  situation: TaxSituation,
): Pick<ExecutionPlan, 'waiting' | 'waitingTogether'> {
  const lots = waiting.map((w) => w.gain);
  return { waiting: waiting.map(lotTold), waitingTogether: rupeesOf(savingOf(lots, sales, situation)) };
}

const lotTold = ({ gain, days, longTermFrom, saving, breakEvenFall }: Waiting): WaitingLot => ({
  id: gain.holding,
  bought: iso(gain.lot.bought),
  quantity: gain.lot.quantity,
  days,
  longTermFrom: iso(longTermFrom),
  saving: rupeesOf(saving),
  breakEvenFall: 100 * breakEvenFall,
});

export const withoutPriceOf2018 = (gains: readonly Gain[]): Problem[] =>
  gains
    .filter((g) => isGrandfathered(g.lot, g.sold) && g.lot.priceOf2018 === null)
    .map((g) => ({
      severity: 'warning',
      code: 'no-price-2018',
      about: g.holding,
      message: `Its lot of ${displayDay(g.lot.bought)} is taxed on its cost, as its price of 31 Jan 2018 is not given.`,
      remedy: 'Give price-2018, which may lower the tax.',
    }));
