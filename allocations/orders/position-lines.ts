import type { Problem } from '../../src/market/problem.ts';
import { paiseOf } from '../../src/market/money.ts';
import type { LotHolding, PortfolioByLot } from '../holdings/portfolio-by-lot.ts';
import type { PortfolioFile } from '../holdings/portfolio-file.ts';
import type { PortfolioByValue } from '../holdings/portfolio-by-value.ts';
import { quantityOf } from '../tax/lot.ts';
import { type PositionId, POSITIONS, SLEEVES, type Weights } from '../positions.ts';
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
  { destination, completion }: Rebalance,
  stocks: StockSnapshot | null,
): PositionLines {
  const all =
    portfolio.kind === 'by-value'
      ? byValue(portfolio.portfolio, destination)
      : byLot(portfolio.portfolio, destination, stocks);
  if (completion === 1) return all;
  const total = all.lines.reduce((sum, line) => sum + line.value, all.cash);
  const part = (value: number, target: number): number =>
    value / total + completion * (target - value / total);
  return {
    ...all,
    lines: all.lines.map((line) => ({ ...line, target: part(line.value, line.target) })),
    cashTarget: part(all.cash, all.cashTarget),
  };
}

/** The weights after full rebalancing, and the fraction of every trade that is completed, 0 to 1. */
export interface Rebalance {
  readonly destination: Weights;
  readonly completion: number;
}

const isSleeve = (position: PositionId | null): boolean => SLEEVES.some((id) => id === position);
const segmentOf = ({ kind, position }: LotHolding): PositionLine['segment'] => {
  if (kind === 'etf') return isSleeve(position) ? 'equity-etf' : 'other-etf';
  return isSleeve(position) ? 'equity-fund' : 'other-fund';
};

/** A file by value does not say what sleeves are held in: they are costed as stocks. */
function byValue({ holdings }: PortfolioByValue, destination: Weights): PositionLines {
  const lines = POSITIONS.filter((id) => id !== 'liquid-fund').map((id) =>
    amountLine(id, holdings[id] ?? 0, destination[id] ?? 0, isSleeve(id) ? 'equity-delivery' : 'other-fund'),
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
  isEquity: isSleeve(id),
});

function byLot(
  { holdings, cash }: PortfolioByLot,
  destination: Weights,
  stocks: StockSnapshot | null,
): PositionLines {
  /** Targets by holding, and by snapshot column for the stocks of the sleeves. */
  const ofHolding = new Map<LotHolding, number>();
  const ofStock = new Map<number, number>();
  const amounts: PositionLine[] = [];
  let cashTarget = 0;
  for (const id of POSITIONS) {
    const target = destination[id] ?? 0;
    const own = holdings.filter((h) => h.position === id);
    const sleeve = isSleeve(id) ? stocks?.sleeves[id as keyof StockSnapshot['sleeves']] : null;
    const funds = sleeve ? own.filter((h) => h.kind !== 'stock') : own;
    const inFunds = funds.length === 0 ? 0 : sumOf(funds) / sumOf(own);
    for (const h of funds) ofHolding.set(h, (target * inFunds * h.value) / sumOf(funds));
    if (sleeve) {
      for (const { issuer, weight } of sleeve.holdings)
        ofStock.set(issuer, (ofStock.get(issuer) ?? 0) + target * (1 - inFunds) * weight);
    } else if (own.length === 0 && target > 0) {
      if (id === 'liquid-fund') cashTarget = target;
      else amounts.push(amountLine(id, 0, target, isSleeve(id) ? 'equity-delivery' : 'other-fund'));
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

const sumOf = (holdings: readonly LotHolding[]): number => holdings.reduce((sum, h) => sum + h.value, 0);

const fundLines = (
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
      isEquity: isSleeve(h.position),
    }));
