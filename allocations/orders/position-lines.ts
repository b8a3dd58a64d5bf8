import type { Problem } from '../../src/market/problem.ts';
import { issuerPart } from '../../src/market/stocks/isin.ts';
import { paiseOf } from '../../src/market/money.ts';
import type { LotHolding, PortfolioByLot } from '../holdings/portfolio-by-lot.ts';
import { type PortfolioFile, positionsOf } from '../holdings/portfolio-file.ts';
import { type NewMoney, newMoneyTrades } from '../rebalance/new-money.ts';
import type { PortfolioByValue } from '../holdings/portfolio-by-value.ts';
import { quantityOf } from '../tax/lot.ts';
import { EQUITY, type PositionId, POSITIONS, type Weights } from '../positions.ts';
import type { StockSnapshot } from '../stocks/stock-snapshot.ts';
import type { PositionLine } from './position-line.ts';
import { stockLines } from './stock-lines.ts';

/** The lines of an order plan, with their targets. */
export interface PositionLines {
  readonly lines: readonly PositionLine[];
  /** Paise held in cash, and the target weight of cash. */
  readonly cash: number;
  readonly cashTarget: number;
  readonly problems: readonly Problem[];
}

/**
 * The lines that implement a portfolio's weights. A sleeve held in stocks, or not held at all, is implemented in the stocks
 * of the sleeve; one held in funds stays in them, and one held in both keeps the proportion. If the stocks of a sleeve are
 * not known, its holdings are scaled pro rata, or an amount is bought if there are none. Money for the liquid fund stays
 * in cash unless such a fund is held.
 */
export function positionLines(
  portfolio: PortfolioFile,
  { destination, completion, newMoney = null }: Rebalance,
  stocks: StockSnapshot | null,
  indices: IndexLevels = NO_INDICES,
): PositionLines {
  const all = linesFor(portfolio, destination, stocks, indices);
  if (completion === 1) return all;
  const total = all.lines.reduce((sum, line) => sum + line.value, all.cash);
  const money = newMoneyByLine(portfolio, destination, newMoney, stocks);
  // New money moves in full; the rest of each trade only in part.
  const part = (value: number, target: number, moved: number): number =>
    value / total + moved + completion * (target - value / total - moved);
  return {
    ...all,
    lines: all.lines.map((line) => ({
      ...line,
      target: Math.max(0, part(line.value, line.target, money.lines.get(keyOf(line)) ?? 0)),
    })),
    cashTarget: part(all.cash, all.cashTarget, money.cash),
  };
}

/** Name and closing level of the index of each position that is held by one. */
export type IndexLevels = ReadonlyMap<PositionId, { readonly name: string; readonly level: number }>;
const NO_INDICES: IndexLevels = new Map();

const linesFor = (
  portfolio: PortfolioFile,
  destination: Weights,
  stocks: StockSnapshot | null,
  indices: IndexLevels = NO_INDICES,
): PositionLines =>
  portfolio.kind === 'by-value'
    ? byValue(portfolio.portfolio, destination)
    : byLot(portfolio.portfolio, destination, stocks, indices);

/** What each line, and cash, takes of new money or gives to an outflow, as fractions of the portfolio. */
function newMoneyByLine(
  portfolio: PortfolioFile,
  destination: Weights,
  money: NewMoney | null,
  stocks: StockSnapshot | null,
): { readonly lines: ReadonlyMap<string, number>; readonly cash: number } {
  const { holdings, value } = positionsOf(portfolio);
  const opening = Object.fromEntries(POSITIONS.map((id) => [id, (holdings[id] ?? 0) / value]));
  const trades = newMoneyTrades(opening, destination, money);
  const bought = Object.fromEntries(POSITIONS.map((id, i) => [id, Math.max(0, trades[i]!)]));
  const kept = Object.fromEntries(POSITIONS.map((id, i) => [id, opening[id]! + Math.min(0, trades[i]!)]));
  const cash = trades[POSITIONS.indexOf('liquid-fund')]!;
  if (money?.kind !== 'outflow') return { lines: targetsOf(linesFor(portfolio, bought, stocks)), cash };
  // A sale is of everything that a position holds, not of its model portfolio.
  const held = linesFor(portfolio, opening, null);
  const after = targetsOf(linesFor(portfolio, kept, null));
  return { lines: new Map(held.lines.map((l) => [keyOf(l), (after.get(keyOf(l)) ?? 0) - l.target])), cash };
}

const targetsOf = ({ lines }: PositionLines): ReadonlyMap<string, number> =>
  new Map(lines.map((line) => [keyOf(line), line.target]));

/** The same line whichever ISIN of an issuer it carries. */
const keyOf = ({ id, segment }: PositionLine): string =>
  segment === 'equity-delivery' ? issuerPart(id) : id;

/** The weights after full rebalancing, and the fraction of every trade that is completed, 0 to 1. */
export interface Rebalance {
  readonly destination: Weights;
  readonly completion: number;
  /** Invested or raised in full, whatever the completion. */
  readonly newMoney?: NewMoney | null;
}

const isEquity = (position: PositionId | null): boolean => EQUITY.some((id) => id === position);
const segmentOf = ({ kind, position }: LotHolding): PositionLine['segment'] => {
  if (kind === 'etf') return isEquity(position) ? 'equity-etf' : 'other-etf';
  return isEquity(position) ? 'equity-fund' : 'other-fund';
};

/** A file by value does not say what sleeves are held in: they are costed as stocks. */
function byValue({ holdings }: PortfolioByValue, destination: Weights): PositionLines {
  const lines = POSITIONS.filter((id) => id !== 'liquid-fund').map((id) =>
    amountLine(id, holdings[id] ?? 0, destination[id] ?? 0, isEquity(id) ? 'equity-delivery' : 'other-fund'),
  );
  return {
    lines: lines.filter((line) => line.value > 0 || line.target > 0),
    cash: paiseOf(holdings['liquid-fund'] ?? 0),
    cashTarget: destination['liquid-fund'] ?? 0,
    problems: [],
  };
}

const amountLine = (
  id: PositionId,
  rupees: number,
  target: number,
  segment: PositionLine['segment'],
): PositionLine => ({
  id,
  name: id,
  segment,
  tradedIn: 'amount',
  held: 0,
  price: 0,
  value: paiseOf(rupees),
  target,
  liquidity: null,
  lots: null,
  isEquity: isEquity(id),
});

function byLot(
  { holdings, cash }: PortfolioByLot,
  destination: Weights,
  stocks: StockSnapshot | null,
  indices: IndexLevels,
): PositionLines {
  /** Targets by holding, and by snapshot column for the stocks of the sleeves. */
  const ofHolding = new Map<LotHolding, number>();
  const ofStock = new Map<number, number>();
  const amounts: PositionLine[] = [];
  let cashTarget = 0;
  for (const id of POSITIONS) {
    const target = destination[id] ?? 0;
    const own = holdings.filter((h) => h.position === id);
    const sleeve = isEquity(id) ? stocks?.sleeves[id as keyof StockSnapshot['sleeves']] : null;
    const funds = sleeve ? own.filter((h) => h.kind !== 'stock') : own;
    const inFunds = funds.length === 0 ? 0 : sumOf(funds) / sumOf(own);
    for (const h of funds) ofHolding.set(h, (target * inFunds * h.value) / sumOf(funds));
    if (sleeve) {
      for (const { issuer, weight } of sleeve.holdings)
        ofStock.set(issuer, (ofStock.get(issuer) ?? 0) + target * (1 - inFunds) * weight);
    } else if (own.length === 0 && target > 0) {
      if (id === 'liquid-fund') cashTarget = target;
      else amounts.push(newLine(id, target, indices));
    }
  }
  const problems: Problem[] = [];
  return {
    lines: [
      ...stockLines(holdings, ofHolding, ofStock, stocks, problems),
      ...fundLines(holdings, ofHolding),
      ...amounts,
    ],
    cash,
    cashTarget,
    problems,
  };
}

/**
 * A purchase of a position that is not held: units of its index at the closing level, which a fund on the index follows, or
 * an amount where there is no index.
 */
export function newLine(id: PositionId, target: number, indices: IndexLevels): PositionLine {
  const index = indices.get(id);
  const line = amountLine(id, 0, target, isEquity(id) ? 'equity-delivery' : 'other-fund');
  return index
    ? { ...line, name: index.name, segment: 'equity-fund', tradedIn: 'units', price: index.level }
    : line;
}

const sumOf = (holdings: readonly LotHolding[]): number => holdings.reduce((sum, h) => sum + h.value, 0);

/** Lines of funds, and of positions held as a whole. */
export const fundLines = (
  holdings: readonly LotHolding[],
  targets: ReadonlyMap<LotHolding, number>,
): PositionLine[] =>
  holdings
    .filter((h) => h.kind !== 'stock')
    .map((h) => ({
      id: h.id,
      name: h.id,
      segment: segmentOf(h),
      tradedIn: h.kind === 'etf' ? 'shares' : 'units',
      held: quantityOf(h.lots),
      price: h.price,
      value: h.value,
      target: targets.get(h) ?? 0,
      liquidity: null,
      lots: h.lots,
      isEquity: isEquity(h.position),
    }));
