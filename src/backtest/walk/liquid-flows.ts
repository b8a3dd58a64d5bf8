import { POSITIONS } from '../../../allocations/positions.ts';
import {
  type FeeAccount,
  type FeeTerms,
  chargePerformanceFee,
  isFeeSession,
} from '../fee/performance-fee.ts';
import type { DecidedHedge } from '../hedge/decided-hedge.ts';
import {
  contractValue,
  tradeFutures,
  type FuturesRules,
  type FuturesState,
  type FuturesTrade,
  markFutures,
  withMarginCall,
} from '../hedge/futures-account.ts';
import { financialYearOf } from '../../../allocations/tax/financial-year.ts';
import type { FuturesProfit } from '../tax/business-income.ts';
import type { IndexMarket } from '../instruments/index-market.ts';

const CASH = POSITIONS.indexOf('liquid-fund');

/** What trades futures and charges performance fees in a walk. */
export interface FlowRules {
  /** Null without a hedge. */
  readonly futures: FuturesRules | null;
  /** Null without a performance fee. */
  readonly fee: FeeTerms | null;
  /** The last session of the record. */
  readonly last: number;
  /** ₹ that a value of 1 stands for. */
  readonly value: number;
}

/** Futures and fee account between sessions. */
export interface FlowState {
  readonly futures: FuturesState;
  readonly fee: FeeAccount;
}

/** One month of flows in the liquid fund, from its fill to the next. */
export interface FlowMonth {
  readonly rules: FlowRules;
  readonly market: IndexMarket;
  readonly filled: number;
  readonly until: number;
  readonly state: FlowState;
  readonly decided: DecidedHedge | null;
  /** Money in the liquid fund at the fill beside its holding: owed below 0. */
  readonly start: number;
  /** The holding of the liquid fund at the fill. */
  readonly liquid: number;
  /** Value after expenses of all holdings at a session. */
  readonly worth: (session: number) => number;
  /** The record before tax at the fill, on whose value fees are charged; null where no tax is followed, and they are the same. */
  readonly beforeTax: number | null;
}

/**
 * Money that came into the liquid fund since the fill and left it again, by session, both fills included: by hedge profits alone;
 * less their charges; and less fees, after the fund’s own expenses.
 */
export interface LiquidFlows {
  /** At the fill, before its futures are charged. */
  readonly start: number;
  readonly gross: Float64Array;
  readonly charged: Float64Array;
  readonly net: Float64Array;
  /** Hedge profits less charges of each session, by what they add to a value of 1 at the start of the record. */
  readonly hedge: Float64Array;
  /** Performance fees of each session, in the same terms. */
  readonly fees: Float64Array;
  /** Contract value at each close as a fraction of the portfolio, below 0 where sold. */
  readonly exposure: Float64Array;
  readonly state: FlowState;
  readonly trades: readonly FuturesTrade[];
  /** ₹. */
  readonly profit: number;
  readonly charges: number;
  /** Profit less charges by financial year: that of the next fill, and the one before. */
  readonly taxable: FuturesProfit;
  /** Sessions in which a contract held had no price, and those at whose close the liquid fund lacked margin or was overdrawn. */
  readonly unpriced: number;
  readonly marginCalls: number;
  readonly overdrawn: number;
}

/**
 * Follows the liquid fund of a month at index level: margin stays in it and earns its return, futures are settled to it at each close,
 * charges and fees are paid from it. Where a loss leaves it below 0, the difference is owed at its own return until the next
 * fill, whose sales pay it first.
 */
export function liquidFlows(month: FlowMonth): LiquidFlows {
  const { rules, market, filled, until, decided, start, worth, beforeTax } = month;
  const { levels, netLevels, sessions } = market;
  const scale = beforeTax === null ? 1 : beforeTax / (worth(filled) + start);
  const count = until - filled + 1;
  const zeros = (): Float64Array => new Float64Array(count);
  const [gross, charged, net] = [zeros(), zeros(), zeros()];
  const [hedge, fees, exposure] = [zeros(), zeros(), zeros()];
  gross[0] = charged[0] = net[0] = start;
  let { futures, fee } = month.state;
  const trades: FuturesTrade[] = [];
  let [profit, charges, unpriced, marginCalls, overdrawn, lastYear] = [0, 0, 0, 0, 0, 0];
  const year = financialYearOf(sessions[until]!);
  for (let i = 0; i < count; i++) {
    const s = filled + i;
    if (i > 0) {
      const growth = levels[CASH]![s]! / levels[CASH]![s - 1]!;
      gross[i] = gross[i - 1]! * growth;
      charged[i] = charged[i - 1]! * growth;
      net[i] = (net[i - 1]! * netLevels[CASH]![s]!) / netLevels[CASH]![s - 1]!;
    }
    if (rules.futures) {
      if (i > 0) {
        const marked = markFutures(futures, s, rules.futures);
        futures = marked.state;
        if (marked.isUnpriced) unpriced++;
        profit += marked.profit;
        const received = marked.profit / rules.value;
        for (const path of [gross, charged, net]) path[i]! += received;
        hedge[i]! += received * scale;
      }
      // What is traded at the next fill belongs to its own month.
      if (s < until || s === rules.last) {
        const traded = tradeFutures(futures, s, rules.futures, i === 0 ? decided : undefined);
        futures = traded.state;
        trades.push(...traded.trades);
        charges += traded.charges;
        const paid = traded.charges / rules.value;
        for (const path of [charged, net]) path[i]! -= paid;
        hedge[i]! -= paid * scale;
        const liquid = (month.liquid * netLevels[CASH]![s]!) / netLevels[CASH]![filled]! + net[i]!;
        futures = withMarginCall(futures, liquid * rules.value);
        if (futures.covered !== null) marginCalls++;
        if (liquid < 0) overdrawn++;
      }
      if (financialYearOf(sessions[s]!) < year) lastYear = profit - charges;
      exposure[i] = contractValue(futures) / (rules.value * (worth(s) + net[i]!));
    }
    if (rules.fee && i > 0 && isFeeSession(s, sessions, rules.last)) {
      const charge = chargePerformanceFee(fee, scale * (worth(s) + net[i]!), sessions[s]!, rules.fee);
      fee = charge.account;
      net[i]! -= charge.fee / scale;
      fees[i] = charge.fee;
    }
  }
  return {
    start,
    gross,
    charged,
    net,
    hedge,
    fees,
    exposure,
    state: { futures, fee },
    trades,
    profit,
    charges,
    taxable: { thisYear: profit - charges - lastYear, lastYear },
    unpriced,
    marginCalls,
    overdrawn,
  };
}
