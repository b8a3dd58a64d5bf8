import type { Order } from '../../../../allocations/orders/result.ts';
import {
  holdingKey,
  type HoldingMarket,
} from '../../../../src/backtest/account/reconciliation/holding-market.ts';
import type { RecordedDecision } from '../../../../src/backtest/account/reconciliation/paper-portfolio.ts';
import type { AccountTrade } from '../../../../src/market/accounts/read-account.ts';
import { addDays, type Day, day, iso, isWeekend } from '../../../../src/market/day.ts';

/** Two stocks and the liquid fund, which keeps its value. */
export const [A, B, CASH] = ['INE002A01018', 'INE009A01021', 'liquid-fund'] as const;

export const weekdays = (from: string, n: number): Day[] => {
  const days: Day[] = [];
  for (let d = day(from); days.length < n; d = addDays(d, 1)) if (!isWeekend(d)) days.push(d);
  return days;
};

/** A market of stocks by their closes; a split on a session doubles the shares and halves the price. */
export function marketOf(
  sessions: readonly Day[],
  closes: Readonly<Record<string, readonly number[]>>,
  split: { readonly id: string; readonly at: number } | null = null,
): HoldingMarket {
  const of = new Map(Object.entries(closes).map(([id, path]) => [holdingKey(id), path]));
  const sharesUpTo = (id: string, at: number): number =>
    split && holdingKey(split.id) === holdingKey(id) && at >= split.at ? 2 : 1;
  const price = (id: string, at: number): number | null => of.get(holdingKey(id))?.[at] ?? null;
  return {
    sessions,
    price,
    growth: (id, from, to) => {
      if (id === CASH) return 1;
      const [before, after] = [price(id, from), price(id, to)];
      return before === null || after === null
        ? null
        : (after * sharesUpTo(id, to)) / (before * sharesUpTo(id, from));
    },
    shares: (id, from, to) => sharesUpTo(id, to) / sharesUpTo(id, from),
  };
}

type Weights = Readonly<Record<string, number>>;

/** A decision that moves from some weights of stocks and the liquid fund to others, with orders at the day's prices. */
export function decisionOf(
  asOf: Day,
  opening: Weights,
  final: Weights,
  { value, prices, entry = 1 }: { value: number; prices: Weights; entry?: number },
): RecordedDecision {
  const stocks = [A, B].map((isin) => ({
    isin,
    name: `Company ${isin[3]}`,
    opening: opening[isin] ?? 0,
    final: final[isin] ?? 0,
  }));
  const orders = stocks.flatMap(({ isin, opening: from, final: to }): Order[] => {
    const amount = Math.abs(to - from) * value;
    if (amount === 0) return [];
    return [
      {
        id: isin,
        name: isin,
        side: to > from ? 'buy' : 'sell',
        segment: 'equity-delivery',
        quantity: amount / prices[isin]!,
        price: prices[isin]!,
        amount,
        charges: {} as Order['charges'],
        cost: 0,
        daysOfTrading: 0,
      },
    ];
  });
  return {
    entry,
    recordedOn: iso(asOf),
    decision: {
      asOf: iso(asOf),
      allocation: {
        method: 'risk-model',
        openingSource: { kind: 'portfolio', file: 'a.csv', sha256: '', value },
        opening: { 'liquid-fund': opening[CASH] ?? 0, momentum: 1 - (opening[CASH] ?? 0) },
        final: { 'liquid-fund': final[CASH] ?? 0, momentum: 1 - (final[CASH] ?? 0) },
        sleeves: [{ id: 'momentum', instrument: { kind: 'stocks', stocks: 2 } }],
        riskModel: { stocks },
      } as unknown as RecordedDecision['decision']['allocation'],
      execution: {
        kind: 'planned',
        plan: { value, orders, cost: { total: 0 } },
      } as unknown as RecordedDecision['decision']['execution'],
    },
  };
}

export const trade = (
  on: Day,
  isin: string,
  side: 'buy' | 'sell',
  quantity: number,
  price: number,
  charges = 0,
): AccountTrade => ({ day: on, isin, side, quantity, price, charges, order: '' });

/** Values of an account that holds units and cash, after each session's trades and charges at their own prices. */
export function valuesOf(
  market: HoldingMarket,
  units: Record<string, number>,
  cash: number,
  trades: readonly AccountTrade[],
): number[] {
  const held = { ...units };
  let money = cash;
  return market.sessions.map((on, s) => {
    if (s > 0) for (const id of Object.keys(held)) held[id]! *= market.shares(id, s - 1, s);
    for (const t of trades.filter((x) => x.day === on)) {
      const sign = t.side === 'buy' ? 1 : -1;
      held[t.isin] = (held[t.isin] ?? 0) + sign * t.quantity;
      money -= sign * t.quantity * t.price + t.charges;
    }
    return Object.entries(held).reduce((sum, [id, n]) => sum + n * market.price(id, s)!, money);
  });
}
