import { type PositionId, POSITIONS } from '../../../allocations/positions.ts';
import type { PricedHolding } from './portfolio-by-lot.ts';
import type { HeldAfterFill } from '../walk/record-month.ts';
import type { StockAccount } from './stock-account.ts';
import { lotsByClaim, sharesOf } from './stock-holding.ts';

/** ₹ by position, in `POSITIONS` order; cash counts as liquid fund. */
export function valuesByPosition(account: StockAccount): Float64Array {
  const values = new Float64Array(POSITIONS.length);
  const add = (id: PositionId, rupees: number): void => void (values[POSITIONS.indexOf(id)]! += rupees);
  add('liquid-fund', account.free);
  for (const [id, lots] of account.units) add(id, sharesOf(lots) * account.levelOf(id));
  for (const [column, holding] of account.stocks)
    for (const { position, lots } of lotsByClaim(holding))
      add(position, sharesOf(lots) * account.price[column]!);
  return values;
}

/** Weights of companies at a close, by column of the stock market; what is not in stocks is missing to 1. */
export interface StockWeights {
  readonly columns: Int32Array;
  readonly weights: Float64Array;
}

export function stockWeights(account: StockAccount): StockWeights {
  const value = account.value();
  return {
    columns: Int32Array.from(account.stocks.keys()),
    weights: Float64Array.from(
      account.stocks,
      ([column, { lots }]) => (sharesOf(lots) * account.price[column]!) / value,
    ),
  };
}

/**
 * The weights of companies now, by the positions that hold them.
 *
 * @returns sums them by position, in `POSITIONS` order, over the columns that are asked for.
 */
export function claimWeights(account: StockAccount): (isAsked: (column: number) => boolean) => Float64Array {
  const total = account.value();
  const claims = Array.from(account.stocks, ([column, holding]) =>
    lotsByClaim(holding).map(({ position, lots }) => ({
      column,
      position: POSITIONS.indexOf(position),
      weight: (sharesOf(lots) * account.price[column]!) / total,
    })),
  ).flat();
  return (isAsked) => {
    const sums = new Float64Array(POSITIONS.length);
    for (const { column, position, weight } of claims) if (isAsked(column)) sums[position]! += weight;
    return sums;
  };
}

/** All that is held, priced at the session's close; stocks in whole paise, as the exchange quotes them. */
export const pricedHoldings = (account: StockAccount): PricedHolding[] => [
  ...Array.from(account.stocks, ([column, holding]) => ({
    ...holding,
    price: Math.max(1, Math.round(100 * account.price[column]!)) / 100,
  })),
  ...Array.from(account.units, ([id, lots]) => ({
    id,
    lots,
    claims: [{ position: id, fraction: 1 }],
    price: account.levelOf(id),
  })),
];

/** All that is held, by position, stocks before the units of positions, and the cash that is not owed. */
export const holdingsOf = (account: StockAccount): HeldAfterFill[] => [
  ...Array.from(account.stocks, ([column, holding]) =>
    lotsByClaim(holding).map(({ position, lots }) => ({
      position,
      id: holding.id,
      units: sharesOf(lots),
      price: account.price[column]!,
    })),
  )
    .flat()
    .sort((a, b) => inOrder(a) - inOrder(b) || (a.id < b.id ? -1 : 1)),
  ...Array.from(account.units, ([id, lots]) => ({
    position: id,
    id,
    units: sharesOf(lots),
    price: account.levelOf(id),
  })),
  { position: 'liquid-fund', id: 'cash', units: account.free, price: 1 },
];

const inOrder = ({ position }: HeldAfterFill): number => POSITIONS.indexOf(position);
