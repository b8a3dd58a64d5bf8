import type { Problem } from '../../src/market/problem.ts';
import { paiseOf } from '../../src/market/money.ts';
import type { Holding, LotPortfolio } from '../holdings/portfolio-by-lot.ts';
import type { PortfolioFile } from '../holdings/portfolio-file.ts';
import type { Portfolio } from '../holdings/portfolio-by-value.ts';
import { quantityOf } from '../tax/lot.ts';
import { type PositionId, POSITIONS, SLEEVES, type Weights } from '../positions.ts';
import type { StockBasis } from '../stocks/stock-snapshot.ts';
import type { Line } from './position-line.ts';
import { shareLines } from './stock-lines.ts';

/** What is to be traded from and to. */
export interface Lines {
  readonly lines: readonly Line[];
  /** Paise held in cash, and the share of the portfolio that is to stay in it. */
  readonly cash: number;
  readonly cashTarget: number;
  readonly problems: readonly Problem[];
}

/**
 * The things that carry out a portfolio's weights. A sleeve that is held in shares, or not at all, is held in the shares
 * of the sleeve; one held in funds stays in them, and one held in both in both, as now. Where the shares of a sleeve are
 * not known, what is held of it grows or shrinks pro rata, and what is not held is bought as an amount. Money for the
 * liquid fund stays in cash unless such a fund is held.
 */
export function linesOf(
  held: PortfolioFile,
  { towards, reach }: Destination,
  basis: StockBasis | null,
): Lines {
  const all =
    held.kind === 'by-value' ? byValue(held.portfolio, towards) : byLot(held.portfolio, towards, basis);
  if (reach === 1) return all;
  const total = all.lines.reduce((sum, line) => sum + line.value, all.cash);
  const part = (value: number, target: number): number => value / total + reach * (target - value / total);
  return {
    ...all,
    lines: all.lines.map((line) => ({ ...line, target: part(line.value, line.target) })),
    cashTarget: part(all.cash, all.cashTarget),
  };
}

/** Where orders lead, and what part of the way there they go, each line alike. */
export interface Destination {
  readonly towards: Weights;
  readonly reach: number;
}

const isSleeve = (position: PositionId | null): boolean => SLEEVES.some((id) => id === position);
const segmentOf = (position: PositionId | null): Line['segment'] =>
  isSleeve(position) ? 'equity-fund' : 'other-fund';

/** Of values nobody knows what they are held in: sleeves are costed as shares. */
function byValue({ holdings }: Portfolio, after: Weights): Lines {
  const lines = POSITIONS.filter((id) => id !== 'liquid-fund').map((id) =>
    amountLine(id, holdings[id] ?? 0, after[id] ?? 0, isSleeve(id) ? 'equity-delivery' : 'other-fund'),
  );
  return {
    lines: lines.filter((line) => line.value > 0 || line.target > 0),
    cash: paiseOf(holdings['liquid-fund'] ?? 0),
    cashTarget: after['liquid-fund'] ?? 0,
    problems: [],
  };
}

const amountLine = (id: PositionId, rupees: number, target: number, segment: Line['segment']): Line => ({
  id,
  name: id,
  segment,
  dealtIn: 'amount',
  held: 0,
  price: 0,
  value: paiseOf(rupees),
  target,
  liquidity: null,
  lots: null,
  isEquity: isSleeve(id),
});

function byLot({ holdings, cash }: LotPortfolio, after: Weights, basis: StockBasis | null): Lines {
  /** Targets by what is held, and by column for shares of the sleeves. */
  const ofHolding = new Map<Holding, number>();
  const ofShare = new Map<number, number>();
  const amounts: Line[] = [];
  let cashTarget = 0;
  for (const id of POSITIONS) {
    const target = after[id] ?? 0;
    const own = holdings.filter((h) => h.position === id);
    const sleeve = isSleeve(id) ? basis?.sleeves[id as keyof StockBasis['sleeves']] : null;
    const funds = sleeve ? own.filter((h) => h.kind !== 'stock') : own;
    const inFunds = funds.length === 0 ? 0 : sumOf(funds) / sumOf(own);
    for (const h of funds) ofHolding.set(h, (target * inFunds * h.value) / sumOf(funds));
    if (sleeve) {
      for (const { issuer, weight } of sleeve.holdings)
        ofShare.set(issuer, (ofShare.get(issuer) ?? 0) + target * (1 - inFunds) * weight);
    } else if (own.length === 0 && target > 0) {
      if (id === 'liquid-fund') cashTarget = target;
      else amounts.push(amountLine(id, 0, target, isSleeve(id) ? 'equity-delivery' : 'other-fund'));
    }
  }
  const problems: Problem[] = [];
  return {
    lines: [
      ...shareLines(holdings, ofHolding, ofShare, basis, problems),
      ...fundLines(holdings, ofHolding),
      ...amounts,
    ],
    cash,
    cashTarget,
    problems,
  };
}

const sumOf = (holdings: readonly Holding[]): number => holdings.reduce((sum, h) => sum + h.value, 0);

const fundLines = (holdings: readonly Holding[], targets: ReadonlyMap<Holding, number>): Line[] =>
  holdings
    .filter((h) => h.kind !== 'stock')
    .map((h) => ({
      id: h.id,
      name: h.id,
      segment: segmentOf(h.position),
      dealtIn: 'units',
      held: quantityOf(h.lots),
      price: h.price,
      value: h.value,
      target: targets.get(h) ?? 0,
      liquidity: null,
      lots: h.lots,
      isEquity: isSleeve(h.position),
    }));
