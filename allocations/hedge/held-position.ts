import type { Day } from '../../src/market/day.ts';
import { iso } from '../../src/market/day.ts';
import type { FutureQuote } from '../../src/market/futures.ts';
import { rupeesOf } from '../../src/market/money.ts';
import { chargesOf, type Charges, CHARGES, type ChargeId } from '../costs/charges.ts';
import type { CostRules } from '../cost-rules.ts';
import { contractOf, type HeldFuture } from '../holdings/held-future.ts';
import { niftyLot } from './nifty-lot.ts';
import type { FuturesHeld, MonthlyHedge } from './result.ts';

/** A contract with its price on the day. */
export interface PricedContract {
  readonly contract: string;
  readonly expiry: Day;
  readonly price: number;
  /** Units of the index; below 0 where sold. */
  readonly units: number;
}

/** The futures held with the prices of the day, or the first contract that has none. */
export function pricedFutures(
  held: readonly HeldFuture[],
  quotes: readonly FutureQuote[],
  asOf: Day,
): readonly PricedContract[] | { readonly missing: string } {
  const found: PricedContract[] = [];
  for (const { contract, units } of held) {
    const quote = quotes.find((q) => q.observedOn === asOf && contractOf(q.expiry) === contract);
    const price = quote && (quote.close ?? quote.settle);
    if (!quote || price === null || price === undefined) return { missing: contract };
    found.push({ contract, expiry: quote.expiry, price, units });
  }
  return found;
}

/** Units that the hedge holds in a contract: below 0 where it sells futures, 0 in every other contract. */
const unitsOf = (hedge: MonthlyHedge, expiry: Day): number =>
  hedge.kind === 'hedged' && hedge.chosen.kind === 'futures' && hedge.chosen.expiry === iso(expiry)
    ? -hedge.chosen.lots * hedge.chosen.lot
    : 0;

/**
 * Adds the futures held and the trades that lead from them to the hedge: the difference in its contract, and the whole
 * position in every other, which is closed.
 *
 * @param near the contract of the hedge; null where the rule book sets none.
 */
export function withHeldFutures(
  hedge: MonthlyHedge,
  held: readonly PricedContract[],
  near: Omit<PricedContract, 'units'> | null,
  day: Day,
  costs: CostRules,
): MonthlyHedge {
  if (held.length === 0 || hedge.kind === 'unavailable') return hedge;
  const contracts = [...held];
  if (near && !held.some((h) => h.expiry === near.expiry)) contracts.push({ ...near, units: 0 });
  const trades = contracts
    .sort((a, b) => a.expiry - b.expiry)
    .flatMap(({ contract, expiry, price, units }) => {
      const change = unitsOf(hedge, expiry) - units;
      if (change === 0) return [];
      const side = change > 0 ? ('buy' as const) : ('sell' as const);
      const [traded, lots] = [Math.abs(change), Math.abs(change) / niftyLot(expiry)];
      const value = traded * price;
      const charges = chargesOf({ segment: 'index-future', side, value, day, liquidity: null }, costs);
      return [{ trade: { contract, expiry: iso(expiry), side, lots, price, amount: value }, charges }];
    });
  const futures: FuturesHeld = {
    positions: held.map(({ contract, expiry, price, units }) => ({
      contract,
      expiry: iso(expiry),
      lots: units / niftyLot(expiry),
      price,
      amount: units * price,
    })),
    trades: trades.map((t) => t.trade),
    charges: sumOf(trades.map((t) => t.charges)),
  };
  return { ...hedge, held: futures };
}

function sumOf(all: readonly Charges[]): FuturesHeld['charges'] {
  const paise = new Map<ChargeId, number>();
  for (const { lines } of all)
    for (const { id, paise: of } of lines) paise.set(id, (paise.get(id) ?? 0) + of);
  return Object.fromEntries(
    CHARGES.filter((id) => id !== 'depository-charge').map((id) => [id, rupeesOf(paise.get(id) ?? 0)]),
  ) as FuturesHeld['charges'];
}
