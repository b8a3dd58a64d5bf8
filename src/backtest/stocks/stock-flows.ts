import { chargePerformanceFee, isFeeSession, openFeeAccount } from '../fee/performance-fee.ts';
import type { DecidedHedge } from '../hedge/decided-hedge.ts';
import {
  contractValue,
  tradeFutures,
  type HeldContract,
  markFutures,
  NO_FUTURES,
  withMarginCall,
} from '../hedge/futures-account.ts';
import { futuresRules } from '../hedge/futures-rules.ts';
import type { HedgedMonth, WalkedHedge } from '../hedge/hedge-record.ts';
import type { OpenedBacktest } from '../open-backtest.ts';
import type { FlowFactors } from './session-factors.ts';
import type { StockAccount } from './stock-account.ts';

/** Futures and performance fees of a portfolio that holds stocks, whose cash they come from and go to. */
export interface StockFlows {
  readonly held: () => readonly HeldContract[];
  /** Before anything is traded: settles futures and charges a fee that is due. `net` is the record after costs before this. */
  readonly settle: (net: number) => FlowFactors;
  /**
   * Deals futures at the close.
   *
   * @param decided of a new month; undefined in every other session.
   * @param net the record after all but this.
   * @returns ₹ of charges.
   */
  readonly trade: (net: number, decided?: DecidedHedge | null) => number;
  /** Null without a hedge. */
  readonly walked: () => WalkedHedge | null;
  /** Performance fees of each session, in the terms of the record after costs; null without. */
  readonly fees: () => Float64Array | null;
}

const QUIET: FlowFactors = { hedged: 1, afterFees: 1 };

type OpenMonth = { -readonly [K in keyof Omit<HedgedMonth, 'trades'>]: HedgedMonth[K] } & {
  readonly trades: HedgedMonth['trades'][number][];
  closes: number;
};

/** Opens them at the session of the first fill. */
export function stockFlows(opened: OpenedBacktest, account: StockAccount): StockFlows {
  const { plan, schedule, book } = opened;
  const { sessions, months: scheduled } = schedule;
  const [first, last] = [scheduled[0]!.filled, scheduled.at(-1)!.until];
  const rules = futuresRules(opened);
  const terms = plan.expenses && book.backtest.fee.performance > 0 ? book.backtest.fee : null;
  let futures = NO_FUTURES;
  let fee = openFeeAccount(1, sessions[first]!);
  const months: OpenMonth[] = [];
  const flow = new Float64Array(last - first + 1);
  const fees = new Float64Array(last - first + 1);

  function mark(net: number): number {
    if (!rules || futures.held.length === 0) return 1;
    const before = account.value();
    const marked = markFutures(futures, account.session, rules);
    futures = marked.state;
    account.receiveFutures(marked.profit);
    const month = months.at(-1)!;
    month.profit += marked.profit;
    if (marked.isUnpriced) month.unpriced++;
    flow[account.session - first]! += (net * marked.profit) / before;
    return (before + marked.profit) / before;
  }

  function charge(net: number): number {
    if (!terms || account.session === first || !isFeeSession(account.session, sessions, last)) return 1;
    const charged = chargePerformanceFee(fee, net, account.day, terms);
    fee = charged.account;
    fees[account.session - first] = charged.fee;
    account.settle((account.value() * charged.fee) / net);
    return 1 - charged.fee / net;
  }

  return {
    held: () => futures.held,
    settle: (net) => {
      if (!rules && !terms) return QUIET;
      const hedged = mark(net);
      return { hedged, afterFees: charge(net * hedged) };
    },
    trade: (net, decided) => {
      if (!rules) return 0;
      if (decided !== undefined)
        months.push({
          decided,
          trades: [],
          profit: 0,
          charges: 0,
          exposure: 0,
          unpriced: 0,
          marginCalls: 0,
          overdrawn: 0,
          closes: 0,
        });
      const month = months.at(-1)!;
      const before = account.value();
      const traded = tradeFutures(futures, account.session, rules, decided);
      account.receiveFutures(-traded.charges);
      futures = withMarginCall(traded.state, account.free);
      month.trades.push(...traded.trades);
      month.charges += traded.charges;
      if (futures.covered !== null) month.marginCalls++;
      if (account.free < 0 && futures.held.length > 0) month.overdrawn++;
      month.exposure += contractValue(futures) / account.value();
      month.closes++;
      flow[account.session - first]! -= (net * traded.charges) / before;
      return traded.charges;
    },
    fees: () => terms && fees,
    walked: () =>
      rules && {
        flow,
        months: months.map(({ closes, exposure, ...month }) => ({ ...month, exposure: exposure / closes })),
      },
  };
}
