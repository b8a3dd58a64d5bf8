import type { OpeningHoldings } from '../../../allocations/holdings/opening.ts';
import { positionsOf, type PortfolioFile } from '../../../allocations/holdings/portfolio-file.ts';
import { stockHoldings } from '../../../allocations/holdings/stock-holdings.ts';
import type { ImplementationInput } from '../../../allocations/orders/implement.ts';
import { type PositionId, POSITIONS, SLEEVES, type SleeveId } from '../../../allocations/positions.ts';
import { issuerColumns } from '../../../allocations/risk-model/sleeve-holdings.ts';
import type { SleeveOfStocks, StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import type { AsOfView } from '../../market/as-of.ts';
import { paiseOf } from '../../market/money.ts';
import { NIFTY } from '../../market/series.ts';
import { issuerPart } from '../../market/stocks/isin.ts';
import type { Holding } from '../../risk/portfolio/portfolio-risk.ts';
import { returnOf } from './market-shock.ts';
import type { PositionReturns } from './position-returns.ts';

/** A month's inputs after the prices of a scenario have moved. */
export interface RepricedMonth {
  /** Prices, and the drifted constituents of market and sleeves. The risk model, and so every volatility, stays. */
  readonly stocks: StockSnapshot | null;
  /** Drifted holdings: the weights before any trade. */
  readonly holdings: OpeningHoldings;
  /** Portfolio, stocks, Nifty and futures at moved prices, for orders, gains, tax and hedge. */
  readonly orderInput: ImplementationInput;
}

export interface RepriceInput {
  readonly stocks: StockSnapshot | null;
  readonly holdings: OpeningHoldings;
  readonly orderInput: ImplementationInput;
  /** Move of the Nifty 50, a fraction. */
  readonly nifty: number;
  readonly returns: PositionReturns;
}

/**
 * Moves prices with the Nifty: prices × (1 + return), holdings drift, and the Nifty, its futures and the portfolio are at moved
 * prices. Allocate from `holdings` and `stocks`, then implement with `orderInput`. Histories and volatilities are those of
 * today: pass the market view unchanged to the allocation.
 */
export function reprice({ stocks, holdings, orderInput, nifty, returns }: RepriceInput): RepricedMonth {
  const moved = stocks && movedSnapshot(stocks, returns);
  const portfolio = orderInput.portfolio && movedPortfolio(orderInput.portfolio, stocks, returns);
  return {
    stocks: moved,
    holdings: portfolio
      ? holdingsOf(holdings, portfolio)
      : { ...holdings, opening: drifted(holdings.opening, returns.byPosition) },
    orderInput: {
      ...orderInput,
      portfolio,
      stocks: moved,
      view: withNifty(orderInput.view, 1 + nifty),
      futures: orderInput.futures.map((quote) => ({
        ...quote,
        close: quote.close === null ? null : quote.close * (1 + nifty),
        settle: quote.settle === null ? null : quote.settle * (1 + nifty),
      })),
    },
  };
}

/** A stock's return; one that the model does not cover moves as the rest of what holds it. */
const stockReturn = ({ shock }: PositionReturns, issuer: number, rest: number): number => {
  const r = shock!.returns[issuer]!;
  return Number.isNaN(r) ? rest : r;
};

function movedSnapshot(stocks: StockSnapshot, returns: PositionReturns): StockSnapshot {
  const ofMarket = returnOf(returns.shock!, stocks.market) ?? returns.shock!.move;
  const drift = (held: readonly Holding[], rest: number): Holding[] => {
    const grown = held.map(({ issuer, weight }) => ({
      issuer,
      weight: weight * (1 + stockReturn(returns, issuer, rest)),
    }));
    const total = grown.reduce((sum, h) => sum + h.weight, 0);
    return grown.map(({ issuer, weight }) => ({ issuer, weight: weight / total }));
  };
  const sleeve = (id: SleeveId): SleeveOfStocks | null => {
    const now = stocks.sleeves[id];
    return (
      now && { ...now, holdings: drift(now.holdings, returnOf(returns.shock!, now.holdings) ?? ofMarket) }
    );
  };
  return {
    ...stocks,
    market: drift(stocks.market, ofMarket),
    sleeves: Object.fromEntries(SLEEVES.map((id) => [id, sleeve(id)])) as StockSnapshot['sleeves'],
    price: stocks.price.map((p, issuer) => p * (1 + stockReturn(returns, issuer, ofMarket))),
  };
}

/** The user's file at moved prices: stocks by their own return, funds and whole positions by that of their sleeve's model portfolio. */
function movedPortfolio(
  file: PortfolioFile,
  stocks: StockSnapshot | null,
  returns: PositionReturns,
): PortfolioFile {
  const { byPosition, ofFunds } = returns;
  if (file.kind === 'by-value') {
    const holdings = Object.fromEntries(
      POSITIONS.flatMap((id) => {
        const value = file.portfolio.holdings[id];
        return value === undefined ? [] : [[id, value * (1 + byPosition[id])]];
      }),
    );
    const value = Object.values(holdings).reduce((sum, v) => sum + v, 0);
    return { kind: 'by-value', portfolio: { ...file.portfolio, holdings, value } };
  }
  const columns = stocks && issuerColumns(stocks);
  const holdings = file.portfolio.holdings.map((holding) => {
    const ofPosition = ofFunds[holding.position!];
    const issuer = holding.kind === 'stock' ? columns?.get(issuerPart(holding.id)) : undefined;
    const r = issuer === undefined ? ofPosition : stockReturn(returns, issuer, ofPosition);
    const price = holding.price * (1 + r);
    const quantity = holding.lots.reduce((sum, lot) => sum + lot.quantity, 0);
    return { ...holding, price, value: paiseOf(quantity * price) };
  });
  const value = file.portfolio.cash + holdings.reduce((sum, h) => sum + h.value, 0);
  return { kind: 'by-lot', portfolio: { ...file.portfolio, holdings, value } };
}

/** Opening holdings from a portfolio at moved prices; `current` stays as in the file. */
function holdingsOf(before: OpeningHoldings, portfolio: PortfolioFile): OpeningHoldings {
  const { value, holdings } = positionsOf(portfolio);
  const { openingSource } = before;
  return {
    ...before,
    openingSource: openingSource.kind === 'portfolio' ? { ...openingSource, value } : openingSource,
    opening: Object.fromEntries(POSITIONS.map((id) => [id, (holdings[id] ?? 0) / value])),
    stocks: stockHoldings(portfolio),
  };
}

function drifted(
  weights: OpeningHoldings['opening'],
  byPosition: Readonly<Record<PositionId, number>>,
): OpeningHoldings['opening'] {
  const held = POSITIONS.filter((id) => weights[id] !== undefined);
  const grown = held.map((id) => weights[id]! * (1 + byPosition[id]));
  const total = grown.reduce((sum, w) => sum + w, 0);
  return Object.fromEntries(held.map((id, i) => [id, grown[i]! / total]));
}

/** A view in which the Nifty 50's last close has moved; everything else is as it was. */
function withNifty(view: AsOfView, by: number): AsOfView {
  const close = view.column(`${NIFTY}.close`);
  const value = close.value.slice();
  if (value.length > 0) value[value.length - 1]! *= by;
  const moved = { ...close, value };
  return { asOf: view.asOf, column: (key) => (key === `${NIFTY}.close` ? moved : view.column(key)) };
}
