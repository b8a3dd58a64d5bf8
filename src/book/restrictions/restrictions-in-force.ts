import { INDUSTRIES } from '../../risk/factors.ts';
import type { Day } from '../../market/day.ts';
import type { ApproachModel } from '../model/approach-model.ts';
import type { Restriction, SecurityList } from '../files/client.ts';
import { stockKey } from '../files/stock-key.ts';

/** What restrictions together allow of one stock. */
export interface StockLimits {
  readonly mayBuy: boolean;
  readonly mayHold: boolean;
  readonly maySell: boolean;
  /** Largest weight as a fraction of the account. */
  readonly most: number;
  /** ISIN of the stock that takes its weight; null for those of least active variance. */
  readonly substitute: string | null;
  readonly from: readonly Restriction[];
}

/** Limits by stock key. */
export type LimitsByStock = ReadonlyMap<string, StockLimits>;

const FREE: Omit<StockLimits, 'from'> = {
  mayBuy: true,
  mayHold: true,
  maySell: true,
  most: Infinity,
  substitute: null,
};

/** Restrictions that are in force on a day; expired ones and those to come are not. */
export const inForceOn = (restrictions: readonly Restriction[], day: Day): Restriction[] =>
  restrictions.filter(
    ({ from, until }) => (from === null || from <= day) && (until === null || day <= until),
  );

/** The stocks, of those given, that a restriction is about. */
export function stocksOf(
  { subject }: Restriction,
  isins: readonly string[],
  model: ApproachModel,
  lists: readonly SecurityList[],
): string[] {
  switch (subject.kind) {
    case 'isin':
      return isins.filter((isin) => stockKey(isin) === stockKey(subject.value));
    case 'issuer':
      return isins.filter((isin) => isin.startsWith(subject.value));
    case 'list': {
      const listed = new Set(lists.find(({ name }) => name === subject.value)?.isins.map(stockKey));
      return isins.filter((isin) => listed.has(stockKey(isin)));
    }
    case 'industry': {
      const industry = industriesOf(model);
      return isins.filter((isin) => industry.get(stockKey(isin)) === subject.value);
    }
  }
}

const industries = new WeakMap<ApproachModel, ReadonlyMap<string, string>>();
function industriesOf(model: ApproachModel): ReadonlyMap<string, string> {
  const known = industries.get(model);
  if (known) return known;
  const found = new Map(
    model.stocks.issuers.map(({ isin }, column) => [
      stockKey(isin),
      INDUSTRIES[model.stocks.riskModel.industry[column]!]!,
    ]),
  );
  industries.set(model, found);
  return found;
}

/** What a set of restrictions allows of each stock that one of them is about. The strictest applies. */
export function limitsByStock(
  restrictions: readonly Restriction[],
  isins: readonly string[],
  model: ApproachModel,
  lists: readonly SecurityList[],
): LimitsByStock {
  const limits = new Map<string, StockLimits>();
  for (const restriction of restrictions)
    for (const isin of stocksOf(restriction, isins, model, lists)) {
      const key = stockKey(isin);
      const before = limits.get(key) ?? { ...FREE, from: [] };
      if (before.from.includes(restriction)) continue;
      limits.set(key, { ...tightened(before, restriction), from: [...before.from, restriction] });
    }
  return limits;
}

function tightened(limits: StockLimits, { effect }: Restriction): StockLimits {
  switch (effect.kind) {
    case 'no-buy':
      return { ...limits, mayBuy: false };
    case 'no-sell':
      return { ...limits, maySell: false };
    case 'no-hold':
      return { ...limits, mayHold: false };
    case 'max':
      return { ...limits, most: Math.min(limits.most, effect.weight) };
    case 'substitute':
      return { ...limits, mayHold: false, substitute: limits.substitute ?? effect.isin };
  }
}
