import type {
  AllocationByRiskModel,
  ModelledRisk,
  RiskContributions,
} from '../../../../allocations/allocation.ts';
import { DEFAULT_COST_RULES } from '../../../../allocations/cost-rules.ts';
import { planOrders } from '../../../../allocations/orders/order-plan.ts';
import type { ExecutionPlan } from '../../../../allocations/orders/result.ts';
import { DEFAULT_HEDGE_RULES } from '../../../../allocations/hedge/hedge-rules.ts';
import { monthlyHedge } from '../../../../allocations/hedge/monthly-hedge.ts';
import type { MonthlyHedge } from '../../../../allocations/hedge/result.ts';
import { type PortfolioFile, readPortfolioFile } from '../../../../allocations/holdings/portfolio-file.ts';
import type { RiskModelResult, SleeveScore } from '../../../../allocations/risk-model/result.ts';
import type { SleeveId, Weights } from '../../../../allocations/positions.ts';
import type { Decision } from '../../../../src/decision/document/decision.ts';
import { day } from '../../../../src/market/day.ts';
import { FACTORS, INDUSTRIES, STYLES } from '../../../../src/risk/factors.ts';
import type { ReportInput } from '../../../../src/report/decision/page-model.ts';
import { threeStockSnapshot, STOCKS } from '../../../allocations/orders/stock-snapshot.fixture.ts';
import { decision, input } from '../march-2020.fixture.ts';

/** Contributions of factors, the market first, and of specific risk, which sum to `whole`. */
const parts = (whole: number): RiskContributions => ({
  factors: FACTORS.map((factor, k) => ({
    factor,
    exposure: k === 0 ? 0.95 : 0.1,
    contribution: k === 0 ? whole - 2.9 : k % 2 === 0 ? -0.1 : 0.1,
  })),
  specific: 2.9,
  stocks: STOCKS.map((isin, i) => ({ isin, symbol: `S${i}`, weight: 0.3, contribution: whole / 3 })),
});

const modelled = (volatility: number, trackingError: number): ModelledRisk => ({
  kind: 'modelled',
  volatility,
  beta: 0.97,
  trackingError,
  systematic: Math.sqrt(volatility ** 2 - 4),
  specific: 2,
  volatilityContributions: parts(volatility),
  trackingErrorContributions: parts(trackingError),
});

const sleeve = (id: SleeveId, score: number): SleeveScore => ({
  id,
  stocks: 2,
  coverage: 1,
  exposures: Object.fromEntries(STYLES.map((s, k) => [s, score * (k - 5)])) as SleeveScore['exposures'],
  alignment: score + 0.1,
  unexplainedVariance: 0.2,
  score,
  factorAlpha: 3 * score,
  expectedActiveReturn: 3 * score,
  purity: id === 'quality' ? null : 0.5,
  volatility: 20,
  beta: 0.9,
  trackingError: 8,
});

const scored: RiskModelResult = {
  session: '2020-03-31',
  marketStocks: 3,
  sleeves: [sleeve('momentum', -0.2), sleeve('quality', 0.4)],
  views: [],
  correlations: [
    [1, 0.8],
    [0.8, 1],
  ],
  styles: STYLES.map((style, k) => ({ style, target: k < 3 ? 0.2 * (k - 1) : 0, opening: 0.1, final: 0.3 })),
  industries: INDUSTRIES.map((industry, k) => ({
    industry,
    market: k === 0 ? 1 : 0,
    bouquet: k === 0 ? 0.95 : 0,
    opening: k === 0 ? 0.98 : 0,
    final: k === 0 ? 0.95 : 0,
  })),
  limits: [
    { kind: 'compliance', limit: 'stock', low: null, high: 0.08, value: 0.3, relaxedTo: null },
    { kind: 'soft', limit: 'beta', low: -1.5, high: 0.25, value: -0.4, relaxedTo: null },
  ],
  relaxedConstraints: [],
  stocks: STOCKS.map((isin, i) => ({
    isin,
    symbol: `S${i}`,
    name: `Share ${i}`,
    industry: INDUSTRIES[0],
    opening: 0.3,
    final: 0.25 + 0.05 * i,
    market: 1 / 3,
    bySleeve: { momentum: 0.1, quality: 0.15 + 0.05 * i },
  })),
};

/** The allocation of March 2020 as if made by the risk model from three stocks. */
export const byModel: AllocationByRiskModel = {
  ...decision.allocation,
  method: 'risk-model',
  destination: decision.allocation.final,
  completion: 1,
  bindingConstraints: [
    'A limit holds at its lower end: PHARMA within 10 % of the portfolio of its 15.3 % in the market.',
  ],
  riskModel: scored,
  risk: { basis: 'INEC-1, share by share.', opening: modelled(24.4, 9.1), final: modelled(19.9, 8.2) },
  untilted: {
    target: decision.allocation.target,
    final: decision.allocation.target,
    trades: [],
    turnover: 0.1,
    relaxedConstraints: [],
    risk: modelled(20.1, 8.1),
    tilt: { expectedReturn: 0.31, trackingError: 0.74 },
  },
};

const AS_OF = day('2025-01-15');
const HEADER = 'holding,position,bought,quantity,cost,price,price-2018,value';
const lots = (...lines: string[]): PortfolioFile =>
  readPortfolioFile([HEADER, ...lines].join('\n'), 'held.csv', { asOf: AS_OF, knownIssuers: null });

function planOf(held: PortfolioFile, after: Weights): ExecutionPlan {
  const found = planOrders({
    asOf: AS_OF,
    portfolio: held,
    destination: after,
    completion: 1,
    stocks: threeStockSnapshot(),
    costs: DEFAULT_COST_RULES,
  });
  if (found.kind === 'unavailable') throw new Error(found.reason);
  return found.plan;
}

const [A, B, C] = STOCKS;
/** Short-term and long-term lots with gains and losses, and a G-sec fund, which is taxed at slab rates. */
export const gains = planOf(
  lots(
    `${A},momentum,2023-03-01,90000,40,100,,`,
    `${A},momentum,2024-06-03,30000,60,100,,`,
    `${B},quality,2024-03-01,8000,300,250.5,,`,
    `${C},quality,2022-01-03,900,300,1000,,`,
    'g-sec,,2023-05-03,100000,22,25,,',
    'cash,,,,,,,1000000',
  ),
  { momentum: 0.1, quality: 0.85 },
);
export const taxed = taxOf(gains);
/** Losses only, which can be carried forward. */
export const losses = planOf(
  lots(`${A},momentum,2023-03-01,90000,140,100,,`, `${C},quality,2024-08-01,900,1300,1000,,`),
  { momentum: 0.2, quality: 0.3 },
);
const byValue = planOf(
  {
    kind: 'by-value',
    portfolio: { file: 'held.csv', sha256: 'ab'.repeat(32), value: 1e8, holdings: { momentum: 1e8 } },
  },
  { momentum: 0.5, quality: 0.5 },
);

const hedgedAt = (value: number, vix: number | null): MonthlyHedge =>
  monthlyHedge({
    asOf: day('2021-12-31'),
    regime: 'bearish',
    beta: 1.1,
    value,
    reserve: 0.03,
    spot: 17_354.05,
    futures: ['2022-01-27', '2022-02-24'].map((expiry, i) => ({
      observedOn: day('2021-12-31'),
      knownOn: day('2021-12-31'),
      expiry: day(expiry),
      close: 17_409.95 + 43.9 * i,
      settle: null,
      contracts: null,
      openInterest: null,
    })),
    vix,
    marginVolatility: null,
    rules: DEFAULT_HEDGE_RULES,
    costs: DEFAULT_COST_RULES,
  });
/** 0.35 × 10 crore ÷ (17,409.95 × 50) is 40.2 lots; 3 % of the portfolio covers the margin and reserve of 21. */
export const futures = hedgedAt(1e8, null);
export const puts = hedgedAt(1e8, 9);

export const reportInput = (
  plan: ExecutionPlan,
  hedge: MonthlyHedge,
  change: Partial<Decision> = {},
): ReportInput => ({
  ...input,
  decision: { ...decision, allocation: byModel, execution: { kind: 'planned', plan }, hedge, ...change },
});

const manyOrders: ExecutionPlan = {
  ...gains,
  orders: Array.from({ length: 600 }, (_, i) => {
    const order = gains.orders[i % gains.orders.length]!;
    return { ...order, id: `INE${i}`, side: i < 320 ? 'sell' : 'buy', amount: order.amount + i };
  }),
};
const manyLots: ExecutionPlan = {
  ...manyOrders,
  tax: { ...taxed, lots: Array.from({ length: 300 }, (_, i) => taxed.lots[i % taxed.lots.length]!) },
};

const NO_ORDERS: ExecutionPlan = {
  ...gains,
  orders: [],
  belowMinimum: [A],
  rates: [],
  cost: {
    ...gains.cost,
    charges: zeros({ ...gains.cost.charges, 'depository-charge': 0 }),
    total: 0,
    breakEvenReturn: 0,
    annualBreakEvenReturn: 0,
  },
  tax: {
    kind: 'computed',
    year: '2024–25',
    openingPosition: { realised: [], broughtForward: [] },
    lots: [],
    adjustment: 0,
    surcharge: 0,
    cess: 0,
    total: 0,
    carriedForward: [],
    excluded: [],
  },
  deferrals: [],
  deferralSaving: 0,
  cash: { opening: 1e6, taxReserve: 0, final: 1e6 },
};

function zeros<K extends string>(of: Readonly<Record<K, number>>): Record<K, number> {
  return Object.fromEntries(Object.keys(of).map((k) => [k, 0])) as Record<K, number>;
}

function taxOf({ tax }: ExecutionPlan) {
  if (tax.kind === 'unavailable') throw new Error(tax.reason);
  return tax;
}

const none: MonthlyHedge = { kind: 'none', reason: 'Beta is at its target.', beta: 0.74, targetBeta: 0.75 };

/** States of orders, tax and hedge. */
export const IMPLEMENTATION_STATES: Readonly<Record<string, ReportInput>> = {
  'the risk model, lots and futures': reportInput(gains, futures),
  'losses only and puts': reportInput(losses, puts),
  'a portfolio by value': reportInput(byValue, none),
  'no order': reportInput(NO_ORDERS, { ...none, beta: null, targetBeta: null }),
  'six hundred orders and three hundred lots': reportInput(manyLots, futures),
  'relaxed constraints': reportInput(gains, none, {
    allocation: {
      ...byModel,
      riskModel: {
        ...scored,
        relaxedConstraints: [
          { constraint: 'turnover', from: 0.3, to: 0.342 },
          { constraint: 'industry', from: 0.1, to: 0.121 },
          { constraint: 'beta', from: 0, to: 0.15 },
        ],
      },
    },
  }),
  'no opening risk, no style targets, one sleeve': reportInput(gains, none, {
    allocation: {
      ...byModel,
      openingSource: { kind: 'none' },
      risk: { ...byModel.risk, opening: { kind: 'unavailable', reason: 'Nothing is held.' } },
      riskModel: {
        ...scored,
        sleeves: scored.sleeves.slice(0, 1),
        correlations: [[1]],
        styles: scored.styles.map((s) => ({ ...s, wanted: 0, drifted: null })),
        industries: scored.industries.map((i) => ({ ...i, drifted: null })),
        stocks: scored.stocks.map((s) => ({ ...s, drifted: 0 })),
      },
    },
  }),
};
