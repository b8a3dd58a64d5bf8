import type { ImplementationInput } from '../../../allocations/orders/implement.ts';
import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { DEFAULT_HEDGE_RULES } from '../../../allocations/hedge/hedge-rules.ts';
import type { PortfolioFile } from '../../../allocations/holdings/portfolio-file.ts';
import { valueOf } from '../../../allocations/holdings/portfolio-file.ts';
import { DEFAULT_ALLOCATION_RULES } from '../../../allocations/rules.ts';
import type { StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import { day } from '../../../src/market/day.ts';
import { FACTOR_COUNT } from '../../../src/risk/factors.ts';
import { marketShock, returnOf } from '../../../src/whatif/stress/market-shock.ts';
import { type PriceMoves, positionReturns } from '../../../src/whatif/stress/position-returns.ts';
import { reprice } from '../../../src/whatif/stress/reprice.ts';
import { hedgeGain, scenarioLoss } from '../../../src/whatif/stress/scenario-loss.ts';
import { figure, marketOf } from '../../allocations/market.fixture.ts';
import { modelHoldingsOf } from '../../allocations/risk-model/allocation.fixture.ts';
import { holdingsByLot, portfolioByLot } from '../../allocations/risk-model/lots.fixture.ts';
import { ON, randomMarket, stockSnapshot } from '../../allocations/risk-model/stock-snapshot.fixture.ts';
import { run, swinging, ALL_EQUAL } from '../../allocations/run.fixture.ts';

/** A random market in which styles move with the market, so that a shock is carried to them. */
function correlatedMarket(): StockSnapshot {
  const made = stockSnapshot(randomMarket(3));
  const { covariance } = made.riskModel;
  for (let k = 1; k < FACTOR_COUNT; k++) {
    const size = Math.sqrt(covariance[0]! * covariance[k * (FACTOR_COUNT + 1)]!);
    covariance[k] = (k % 2 === 0 ? 0.4 : -0.3) * size;
    covariance[k * FACTOR_COUNT] = covariance[k]!;
  }
  return made;
}

const stocks = correlatedMarket();
const view = marketOf({ 'nifty-50.close': figure([day('2025-01-14'), ON], [20_000, 22_000]) }).view(ON);
const WEIGHTS = { momentum: 0.5, value: 0.3, gold: 0.1, 'g-sec': 0.05, 'liquid-fund': 0.05 };
const holdings = modelHoldingsOf(WEIGHTS);
const input = { view, stocks, holdings, rules: DEFAULT_ALLOCATION_RULES };
const orders = (portfolio: PortfolioFile | null): ImplementationInput => ({
  view,
  portfolio,
  stocks,
  futures: [
    {
      observedOn: ON,
      knownOn: ON,
      expiry: day('2025-01-30'),
      close: 22_050,
      settle: null,
      contracts: 1,
      openInterest: 1,
    },
  ],
  costs: DEFAULT_COST_RULES,
  hedge: DEFAULT_HEDGE_RULES,
});

describe('a move of the Nifty', () => {
  test('is what the market portfolio returns; other factors move by their covariance with MARKET', () => {
    const shock = marketShock(stocks, -0.2);
    expect(returnOf(shock, stocks.market)).toBeCloseTo(-0.2, 12);
    const { covariance } = stocks.riskModel;
    for (let k = 0; k < FACTOR_COUNT; k++)
      expect(shock.factors[k]).toBeCloseTo((covariance[k]! / covariance[0]!) * shock.factors[0]!, 12);
  });

  test('leaves open the variance that is independent of MARKET, over a month', () => {
    const { open } = marketShock(stocks, -0.2);
    const { covariance } = stocks.riskModel;
    const own = covariance[FACTOR_COUNT + 1]! - covariance[1]! ** 2 / covariance[0]!;
    expect(open[FACTOR_COUNT + 1]).toBeCloseTo(21 * own, 14);
    expect([...open.subarray(0, FACTOR_COUNT)].every((x) => x === 0)).toBe(true);
  });

  test('moves the loss of a portfolio in proportion, and its contributions add up to it', () => {
    const [small, large] = [-0.05, -0.2].map((nifty) => scenarioLoss(input, { nifty }, 1e7));
    expect(large!.return).toBeCloseTo(4 * small!.return, 12);
    expect(large!.amount).toBeCloseTo(1e7 * large!.return, 6);
    expect(large!.positions.reduce((sum, p) => sum + p.contribution, 0)).toBeCloseTo(large!.return, 12);
    expect(large!.factors).toHaveLength(10);
    expect(large!.band).toBe(small!.band);
    expect(large!.band).toBeGreaterThan(0);
  });

  test('of yields moves G-secs by their duration, and gold by what is set', () => {
    const moves: PriceMoves = { nifty: 0, gsecYield: 0.005, gold: 0.1 };
    const { byPosition } = positionReturns(input, moves);
    expect(byPosition['g-sec']).toBeCloseTo(-0.035, 12);
    expect(byPosition.gold).toBe(0.1);
    expect(byPosition['liquid-fund']).toBe(0);
    expect(scenarioLoss({ ...input, gsecDuration: 5 }, moves, null).return).toBeCloseTo(
      0.1 * 0.1 - 0.05 * 0.025,
      12,
    );
  });

  test('beyond what a price can lose is limited to 99 % and counted', () => {
    const shock = marketShock(stocks, -0.95);
    expect(shock.limited).toBeGreaterThan(0);
    expect(Math.min(...shock.returns.filter((r) => !Number.isNaN(r)))).toBe(-0.99);
  });

  test('of a store without stocks moves sleeves by the betas of their indices', async () => {
    const market = swinging({ ...ALL_EQUAL, value: 0.005 });
    const { opening } = await run(market);
    const withoutStocks = {
      view: market.view(day('2021-02-24')),
      stocks: null,
      holdings: modelHoldingsOf(opening),
      rules: DEFAULT_ALLOCATION_RULES,
    };
    const returns = positionReturns(withoutStocks, { nifty: -0.1 });
    expect(returns.basis).toBe('beta');
    expect(returns.byPosition.momentum).toBeCloseTo(-0.1, 4);
    expect(returns.byPosition.value).toBeCloseTo(-0.05, 3);
    expect(returns.assumed).toEqual([]);
  });
});

describe('repricing', () => {
  const moved = (portfolio: PortfolioFile | null, held = holdings) =>
    reprice({
      stocks,
      holdings: held,
      orderInput: orders(portfolio),
      nifty: -0.2,
      returns: positionReturns({ ...input, holdings: held }, { nifty: -0.2 }),
    });

  test('by nothing leaves everything as it was', () => {
    const same = reprice({
      stocks,
      holdings,
      orderInput: orders(null),
      nifty: 0,
      returns: positionReturns(input, { nifty: 0 }),
    });
    expect([...same.stocks!.price]).toEqual([...stocks.price]);
    for (const [id, weight] of Object.entries(WEIGHTS))
      expect(same.holdings.opening[id as keyof typeof WEIGHTS]).toBeCloseTo(weight, 12);
  });

  test('moves prices, drifts weights and keeps their sum, and leaves the risk model alone', () => {
    const month = moved(null);
    const { byPosition } = positionReturns(input, { nifty: -0.2 });
    const total = 1 + scenarioLoss(input, { nifty: -0.2 }, null).return;
    const { opening } = month.holdings;
    expect(Object.values(opening).reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
    expect(opening.value).toBeCloseTo((0.3 * (1 + byPosition.value)) / total, 12);
    expect(opening.gold).toBeCloseTo(0.1 / total, 12);
    for (const sleeve of [month.stocks!.market, month.stocks!.sleeves.value!.holdings])
      expect(sleeve.reduce((sum, h) => sum + h.weight, 0)).toBeCloseTo(1, 12);
    expect(month.stocks!.riskModel).toBe(stocks.riskModel);
    const spot = month.orderInput.view.column('nifty-50.close').value;
    expect([...spot]).toEqual([20_000, 22_000 * 0.8]);
    expect(month.orderInput.futures[0]!.close).toBeCloseTo(22_050 * 0.8, 9);
  });

  test('values lots at their own stock’s price, cash and lots unchanged', async () => {
    const portfolio = portfolioByLot(
      [
        { id: stocks.issuers[0]!.isin, position: 'momentum', quantity: 100 },
        { id: stocks.issuers[1]!.isin, position: 'value', quantity: 50 },
        { id: '119551', position: 'value', quantity: 20 },
      ],
      5000,
    );
    const held = await holdingsByLot(portfolio);
    const month = moved(portfolio, held);
    const after = month.orderInput.portfolio!;
    if (after.kind !== 'by-lot') throw new Error('the form of the file changed');
    const [first, second, fund] = after.portfolio.holdings;
    const shock = marketShock(stocks, -0.2);
    expect(first!.price).toBeCloseTo(100 * (1 + shock.returns[0]!), 10);
    expect(first!.value).toBe(Math.round(100 * 100 * first!.price));
    expect(first!.lots).toEqual(portfolio.kind === 'by-lot' && portfolio.portfolio.holdings[0]!.lots);
    expect(second!.price).toBeCloseTo(100 * (1 + shock.returns[1]!), 10);
    expect(fund!.price).not.toBe(100);
    expect(after.portfolio.cash).toBe(5000 * 100);
    // The loss reported beforehand is the change of the portfolio's value.
    const loss = scenarioLoss({ ...input, holdings: held }, { nifty: -0.2 }, valueOf(portfolio) / 100);
    expect(valueOf(after) / 100).toBeCloseTo(valueOf(portfolio) / 100 + loss.amount!, 1);
    expect(Object.values(month.holdings.opening).reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
    expect(month.holdings.stocks).toHaveLength(2);
  });
});

test('a hedge gains what futures lose, or the payoff of puts less their premium', () => {
  const common = {
    expiry: '2025-01-30',
    lot: 75,
    lotsRequired: 2,
    lots: 2,
    limitedBy: null,
    notional: 0,
    cost: 0,
    payoff: [],
  };
  const charges = {} as never;
  const market = { spot: 22_000, future: 22_050 };
  const futures = {
    kind: 'futures',
    ...common,
    charges,
    margin: 0,
    hedgedBeta: 0,
    carry: 0,
    carryRate: 0,
    marginInterest: 0,
    roll: { day: '2025-01-27', charges: 0, spread: null },
  } as const;
  expect(hedgeGain(futures, market, -0.1)).toBeCloseTo(150 * 2205, 6);
  const puts = {
    kind: 'puts',
    ...common,
    charges,
    strike: 21_000,
    premium: 100,
    pricedBy: 'volatility',
  } as const;
  expect(hedgeGain(puts, market, -0.1)).toBeCloseTo(150 * (21_000 - 19_800 - 100), 6);
  expect(hedgeGain(puts, market, 0.1)).toBeCloseTo(-15_000, 6);
});
