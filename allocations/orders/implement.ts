import type { AsOfView } from '../../src/market/as-of.ts';
import type { Day } from '../../src/market/day.ts';
import type { FutureQuote } from '../../src/market/futures.ts';
import { INDIA_VIX, NIFTY, type SeriesKey } from '../../src/market/series.ts';
import type { Allocation, RiskComparison } from '../allocation.ts';
import type { CostRules } from '../cost-rules.ts';
import { rupeesOf } from '../../src/market/money.ts';
import type { HedgeRules } from '../hedge/hedge-rules.ts';
import { exchangeVolatility } from '../hedge/margin.ts';
import { hedgedRisk } from '../hedge/hedged-risk.ts';
import { monthlyHedge } from '../hedge/monthly-hedge.ts';
import type { MonthlyHedge } from '../hedge/result.ts';
import { withSampledStocks } from '../risk-model/sampling/sampled-stocks.ts';
import { futuresOf, type PortfolioFile, valueOf } from '../holdings/portfolio-file.ts';
import type { StockSnapshot } from '../stocks/stock-snapshot.ts';
import { planOrders } from './order-plan.ts';
import type { IndexLevels } from './position-lines.ts';
import type { Execution } from './result.ts';
import type { Rebalance } from './position-lines.ts';

/** The orders that implement an allocation, and its hedge. */
export interface Implementation {
  readonly execution: Execution;
  readonly hedge: MonthlyHedge;
}

/** Inputs of orders and hedge, independent of the allocation. */
export interface ImplementationInput {
  readonly view: AsOfView;
  readonly portfolio: PortfolioFile | null;
  readonly stocks: StockSnapshot | null;
  /** Nifty futures, as known at the as-of date. */
  readonly futures: readonly FutureQuote[];
  readonly costs: CostRules;
  readonly hedge: HedgeRules;
}

/** Implements an allocation: orders with their charges and tax, and the hedge. */
export function implement(allocation: Allocation, input: ImplementationInput): Implementation {
  const { view, portfolio, futures, costs } = input;
  const { regime, risk, strategic } = allocation;
  const sampling = allocation.method === 'risk-model' ? allocation.riskModel.sampling : undefined;
  const stocks = sampling && input.stocks ? withSampledStocks(input.stocks, sampling) : input.stocks;
  const execution = planOrders({
    asOf: view.asOf,
    portfolio,
    ...rebalanceOf(allocation),
    stocks,
    indices: indexLevels(allocation, view),
    costs,
  });
  const session = lastSession(view);
  const hedge = monthlyHedge({
    asOf: session,
    regime,
    beta: risk.final.kind === 'unavailable' ? risk.final : risk.final.beta,
    value: portfolio && rupeesOf(valueOf(portfolio)),
    reserve: strategic.find((line) => line.id === 'hedge-reserve')?.target ?? 0,
    spot: closeOn(view, `${NIFTY}.close`, session),
    vix: closeOn(view, `${INDIA_VIX}.close`, session),
    marginVolatility: exchangeVolatility(view.column(`${NIFTY}.close`).value, input.hedge.margin.decay),
    futures,
    held: portfolio ? futuresOf(portfolio) : [],
    rules: input.hedge,
    costs,
  });
  return { execution, hedge: withRisk(hedge, risk, portfolio && rupeesOf(valueOf(portfolio))) };
}

/** The hedge with the risk of the portfolio that it leaves. Puts leave it unchanged above their strike: none is given for them. */
function withRisk(hedge: MonthlyHedge, comparison: RiskComparison, value: number | null): MonthlyHedge {
  if (hedge.kind === 'unavailable' || value === null) return hedge;
  const final =
    hedge.kind === 'hedged' && hedge.chosen.kind === 'futures' ? hedge.chosen.notional / value : 0;
  const held = hedge.held?.positions.reduce((sum, p) => sum + p.amount, 0) ?? 0;
  const risk = hedgedRisk(comparison, { opening: held === 0 ? 0 : -held / value, final });
  return risk ? { ...hedge, risk } : hedge;
}

/** Only the risk-model route limits turnover stock by stock, and so may complete a rebalancing in part. */
const rebalanceOf = (allocation: Allocation): Rebalance =>
  allocation.method === 'risk-model'
    ? {
        destination: allocation.destination,
        completion: allocation.completion,
        newMoney: allocation.newMoney ?? null,
      }
    : { destination: allocation.final, completion: 1, newMoney: null };

/** The indices by which an allocation with sleeves of stocks holds others; by index alone, orders are amounts. */
export function indexLevels({ method, sleeves }: Allocation, view: AsOfView): IndexLevels {
  if (method !== 'risk-model') return new Map();
  return new Map(
    sleeves.flatMap(({ id, instrument }) => {
      const level =
        instrument?.kind === 'index'
          ? view.column(`${instrument.series}.${instrument.field}`).value.at(-1)
          : undefined;
      return instrument?.kind === 'index' && level !== undefined
        ? [[id, { name: `${instrument.indexName} (index units)`, level }] as const]
        : [];
    }),
  );
}

/** The Nifty's last session; the as-of date itself if there is none. */
const lastSession = (view: AsOfView): Day =>
  (view.column(`${NIFTY}.close`).observedOn.at(-1) as Day | undefined) ?? view.asOf;

function closeOn(view: AsOfView, key: SeriesKey, on: Day): number | null {
  const { observedOn, value } = view.column(key);
  return observedOn.at(-1) === on ? value.at(-1)! : null;
}
