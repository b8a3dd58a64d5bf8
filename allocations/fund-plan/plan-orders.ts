import type { Day } from '../../src/market/day.ts';
import { paiseOf } from '../../src/market/money.ts';
import { STAMP_DUTY } from '../costs/stamp-duty.ts';
import { inForce } from '../costs/dated-table.ts';
import type { Client } from '../profile/client-file.ts';
import { realise, type Gain } from '../tax/gain.ts';
import { type Lot, takeFifo } from '../tax/lot.ts';
import { switchTax } from '../tax/switch-tax.ts';
import type { TaxSituation } from '../tax/tax-situation.ts';
import type { ExitLoad } from './exit-load.ts';
import { otherFundRate } from './other-fund-gain.ts';

/** A fund that is held or to be held. */
export interface OrderFund {
  readonly code: string;
  readonly name: string;
  readonly isEquity: boolean;
  /** ₹ a unit, of the as-of date. */
  readonly nav: number;
  /** Null if it is not known. */
  readonly exitLoad: ExitLoad | null;
  /** Target weight, a fraction of the whole; 0 to sell all. */
  readonly weight: number;
  /** ₹ crore; null if it is not known. */
  readonly aum: number | null;
}

/** What to do with a fund. Money in ₹. */
export interface FundOrder {
  readonly code: string;
  readonly name: string;
  readonly side: 'buy' | 'sell' | 'keep';
  /** Value before and after. */
  readonly before: number;
  readonly after: number;
  readonly amount: number;
  readonly units: number;
  /** Of a sale; null if the load is not known. */
  readonly exitLoad: number | null;
  readonly gain: number;
  /** Tax of the lots by themselves, before exemption, set-off and cess. */
  readonly tax: number;
  readonly stampDuty: number;
  /** Share of the fund's assets that the client would own; null if these are not known. */
  readonly shareOfFund: number | null;
  readonly reason: string;
}

/** All orders of a plan and what they cost. Money in ₹. */
export interface FundOrders {
  readonly total: number;
  readonly orders: readonly FundOrder[];
  readonly exitLoads: number;
  /** With exemption, set-off, surcharge and cess; equity and other funds together. */
  readonly tax: number;
  readonly stampDuty: number;
  /** What is left uninvested, before exit loads, tax and duty. */
  readonly cash: number;
}

const CRORE = 1e7;
const CESS = 0.04;
const units = (x: number): number => Number(x.toFixed(3));

/**
 * Orders from the funds held to the target weights: sales first in, first out, with exit load and tax by lot; purchases in
 * whole rupees. An order below the minimum purchase is left out.
 *
 * @param funds every fund that is held or has a weight.
 */
export function planOrders(
  funds: readonly OrderFund[],
  client: Client,
  available: number,
  minimumPurchase: number,
  asOf: Day,
  situation: TaxSituation,
): FundOrders {
  const lotsOf = (code: string): readonly Lot[] =>
    (client.holdings.find(({ scheme }) => scheme === code)?.lots ?? []).map((lot) => ({
      bought: lot.bought,
      quantity: lot.units,
      cost: paiseOf(lot.cost),
      priceOf2018: null,
    }));
  const held = (code: string): number => lotsOf(code).reduce((sum, lot) => sum + lot.quantity, 0);
  const total = available + funds.reduce((sum, { code, nav }) => sum + held(code) * nav, 0);
  const duty = inForce(STAMP_DUTY['equity-fund'], asOf).value.buy;
  const equityGains: Gain[] = [];
  let otherTax = 0;
  const orders = funds.map((fund): FundOrder => {
    const { code, name, nav, weight } = fund;
    const before = held(code) * nav;
    const target = weight * total;
    const difference = target - before;
    const share = (value: number): number | null =>
      fund.aum === null || fund.aum === 0 ? null : value / (fund.aum * CRORE);
    const none = { code, name, before, exitLoad: 0, gain: 0, tax: 0, stampDuty: 0 } as const;
    const isWhole = weight === 0 && before > 0;
    if (Math.abs(difference) < minimumPurchase && !isWhole)
      return {
        ...none,
        side: 'keep',
        after: before,
        amount: 0,
        units: 0,
        shareOfFund: share(before),
        reason: `the difference of ₹ ${Math.round(Math.abs(difference)).toLocaleString('en-IN')} is below the minimum of ₹ ${minimumPurchase.toLocaleString('en-IN')}`,
      };
    if (difference > 0) {
      const amount = Math.floor(difference);
      const stampDuty = (amount * duty) / (1 + duty);
      return {
        ...none,
        side: 'buy',
        after: before + amount,
        amount,
        units: units((amount - stampDuty) / nav),
        stampDuty,
        shareOfFund: share(before + amount),
        reason: before > 0 ? 'more of a fund that is held' : 'new',
      };
    }
    const lots = lotsOf(code);
    const quantity = isWhole ? held(code) : Math.min(held(code), units(-difference / nav));
    const { sold } = takeFifo(lots, quantity);
    const load = fund.exitLoad;
    const exitLoad =
      load === null
        ? null
        : sold.reduce(
            (sum, lot) =>
              sum + (asOf - lot.bought < load.days ? (lot.quantity * nav * load.percent) / 100 : 0),
            0,
          );
    const expenses = paiseOf(exitLoad ?? 0);
    const { gains } = realise({ holding: code, quantity, price: nav, day: asOf, expenses }, lots);
    const gain = gains.reduce((sum, g) => sum + g.amount, 0) / 100;
    let tax: number;
    if (fund.isEquity) {
      equityGains.push(...gains);
      tax = gains.reduce((sum, g) => sum + (g.rate ?? 0) * g.amount, 0) / 100;
    } else {
      tax =
        gains.reduce(
          (sum, g) => sum + otherFundRate(g.lot.bought, asOf, client.taxSlab) * Math.max(0, g.amount),
          0,
        ) / 100;
      otherTax += tax * (1 + CESS);
    }
    return {
      ...none,
      side: 'sell',
      after: before - quantity * nav,
      amount: quantity * nav,
      units: quantity,
      exitLoad,
      gain,
      tax,
      shareOfFund: share(before - quantity * nav),
      reason: isWhole ? 'not part of the plan' : 'above its target weight',
    };
  });
  const sum = (of: (order: FundOrder) => number): number => orders.reduce((s, order) => s + of(order), 0);
  return {
    total,
    orders,
    exitLoads: sum((order) => order.exitLoad ?? 0),
    tax: (equityGains.length === 0 ? 0 : switchTax(equityGains, situation).paise / 100) + otherTax,
    stampDuty: sum((order) => order.stampDuty),
    cash: total - sum((order) => order.after),
  };
}
