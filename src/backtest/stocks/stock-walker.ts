import { POSITIONS } from '../../../allocations/positions.ts';
import { iso } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import { issuerPart } from '../../market/stocks/isin.ts';
import type { StockMarket } from '../../market/stocks/stock-market.ts';
import { type DecidedMonth, decideOn } from '../decide-index-month.ts';
import type { OpenedBacktest } from '../open-backtest.ts';
import type { RecordMonth } from '../walk/record-month.ts';
import type { Walker } from '../walker.ts';
import type { DecidedHedge } from '../hedge/decided-hedge.ts';
import { decidedOrders } from './decided-orders.ts';
import {
  type TradedOrders,
  type FilledOrder,
  fillOrders,
  fillPending,
  inNewShares,
  type PendingOrder,
} from './fill-orders.ts';
import {
  claimWeights,
  holdingsOf,
  pricedHoldings,
  stockWeights,
  type StockWeights,
  valuesByPosition,
} from './held-values.ts';
import type { FillSettings } from './order-cost.ts';
import { portfolioByLot } from './portfolio-by-lot.ts';
import { stockFlows } from './stock-flows.ts';
import { sliceReader } from './stock-slices.ts';
import type { SessionFactors, SessionGrowth } from './session-factors.ts';
import { StockAccount } from './stock-account.ts';
import { type HeldMonth, stockRecord } from './stock-record.ts';

const QUIET: SessionGrowth = { gross: 1, net: 1, afterTax: 1, strategic: 0 };

/**
 * Follows a portfolio that holds stocks: the orders of each decision are filled at the next close, holdings go through
 * corporate actions, and what does not trade waits until the next decision.
 */
export function stockWalker(opened: OpenedBacktest, stocks: StockMarket): Walker {
  const { plan, schedule, market, book } = opened;
  const { months, sessions } = schedule;
  const start = months[0]!.filled;
  const columns = new Map(
    stocks.issuers.flatMap(({ isin, symbol }, i) => [[issuerPart(isin || symbol), i] as const]),
  );
  const settings: FillSettings = {
    columnOf: (id) => columns.get(issuerPart(id)),
    costs: book.costs,
    isCharged: plan.costs,
  };
  const account = new StockAccount({
    stocks,
    index: market,
    expense: plan.expenses ? book.backtest.expense.stocks + book.backtest.fee.fixed : 0,
    levies: plan.tax === 'lots' ? book.costs.tax : null,
    businessRate: book.backtest.businessTax,
    value: plan.value,
    session: start,
  });
  const reader = sliceReader(stocks.slices('prices'));
  const flows = stockFlows(opened, account);
  const factors: SessionFactors[] = [];
  const closes: StockWeights[] = [];
  /** The record after costs. */
  let net = 1;
  const made: HeldMonth[] = [];
  let waiting: readonly PendingOrder[] = [];

  /** Moves to the next session; the first is where the account starts. */
  async function advance(): Promise<SessionGrowth> {
    if (factors.length === 0) {
      account.observe(await reader.upTo(sessions[start]!));
      return QUIET;
    }
    const slices = await reader.upTo(sessions[account.session + 1]!);
    return account.advance(slices, (column, ratio) => {
      waiting = inNewShares(waiting, column, ratio);
    });
  }

  /** One session: growth, what futures and fees brought, then whatever is traded in it. */
  async function pass(
    trade: () => TradedOrders,
    hedge: DecidedHedge | null | undefined,
  ): Promise<TradedOrders> {
    const growth = await advance();
    const grown = account.value();
    net *= growth.net;
    const { hedged, afterFees } = flows.settle(net);
    net *= hedged * afterFees;
    const before = grown * hedged * afterFees;
    const traded = trade();
    const charges = flows.trade(net, hedge);
    const costs = traded.filled.reduce((sum, { cost }) => sum + cost, charges);
    account.removeDelisted();
    const after = account.value();
    const afterCosts = (before - costs) / before;
    net *= afterCosts;
    factors.push({
      ...growth,
      hedged,
      afterFees,
      afterCosts,
      afterTaxOnTrades: after / (before - costs),
    });
    account.endSession(sessions[account.session + 1]);
    closes.push(stockWeights(account));
    return traded;
  }

  const retry = async (): Promise<readonly FilledOrder[]> => {
    const { filled, pending } = await pass(() => fillPending(account, waiting, settings), undefined);
    waiting = pending;
    return filled;
  };

  return {
    decide: async (k) => {
      const asOf = iso(sessions[months[k]!.decided]!);
      const portfolio = portfolioByLot(
        asOf,
        pricedHoldings(account),
        flows.held(),
        Math.max(0, account.free),
      );
      const { month, run } = await decideOn(opened, k, portfolio);
      return { ...month, orders: decidedOrders(run.decision, run.orderInput.stocks) };
    },
    hold: async (k, decided) => {
      const { orders } = decided;
      if (!orders) throw new RangeError('a month of a back-test in stocks has its orders');
      refuseWithoutLevel(opened, k, decided);
      let around: { readonly before: number; readonly weights: Float64Array } = {
        before: 0,
        weights: new Float64Array(),
      };
      const { filled, pending } = await pass(() => {
        around = { before: account.value(), weights: weightsOf(account) };
        return fillOrders(account, orders, settings);
      }, decided.hedge ?? null);
      waiting = pending;
      const after = account.value();
      const ofFill = summed(filled, plan.value);
      const [weightsAfter, companies, holdings] = [
        weightsOf(account),
        account.stocks.size,
        holdingsOf(account),
      ];
      const [filledAt, weightsByClaim] = [account.session, claimWeights(account)];
      const all = [...filled];
      const last = k === months.length - 1 ? months[k]!.until : months[k + 1]!.decided;
      while (account.session < last) all.push(...(await retry()));
      const cancelled = waiting.map(({ order: { id, side } }) => ({ id, side }));
      waiting = [];
      made.push({
        fill: { before: around.before / plan.value, after: after / plan.value, ...ofFill },
        weightsBefore: around.weights,
        weightsAfter,
        stocks: {
          filled: all,
          cancelled,
          companies,
          holdings,
          untraded: weightsByClaim((column) => account.idle[column]! >= account.session - filledAt),
        },
      });
    },
    finish: () => {
      const [hedge, fees] = [flows.walked(), flows.fees()];
      return {
        ...stockRecord(opened, account, made, factors),
        ...(hedge && { hedge }),
        ...(fees && { fees }),
        stocks: { closes, growth: factors },
      };
    },
  };
}

const weightsOf = (account: StockAccount): Float64Array => {
  const total = account.value();
  return valuesByPosition(account).map((v) => v / total);
};

function summed(
  filled: readonly FilledOrder[],
  value: number,
): Pick<RecordMonth['fill'], 'bought' | 'sold' | 'cost'> {
  const of = (side: FilledOrder['side']): number =>
    filled.reduce((sum, f) => (f.side === side ? sum + f.amount : sum), 0) / value;
  return { bought: of('buy'), sold: of('sell'), cost: filled.reduce((sum, f) => sum + f.cost, 0) / value };
}

/** Only what is traded by its index needs a level of it. */
function refuseWithoutLevel({ market, schedule }: OpenedBacktest, k: number, { orders }: DecidedMonth): void {
  const { filled } = schedule.months[k]!;
  const without = orders!.orders.find(({ id }) => {
    const i = POSITIONS.findIndex((p) => p === id);
    return i >= 0 && !(market.netLevels[i]![filled]! > 0);
  });
  if (!without) return;
  throw userError(
    'no-level',
    without.id,
    `is decided for ${iso(schedule.sessions[filled]!)}, but its index has no ${market.field === 'close' ? 'price level' : 'total-return level'} then.`,
    'Import the history of its index, or begin later with --from.',
  );
}
