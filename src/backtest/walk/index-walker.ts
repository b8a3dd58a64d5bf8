import { decideIndexMonth } from '../decide-index-month.ts';
import { tradingRates } from '../fill/trading-rates.ts';
import type { OpenedBacktest } from '../open-backtest.ts';
import { refuseWithoutLevel } from '../refuse-without-level.ts';
import { taxByYear, taxedGrowth, taxedWalk } from '../tax/tax-record.ts';
import type { Schedule } from '../schedule.ts';
import type { Walker } from '../walker.ts';
import type { DecidedHedge } from '../hedge/decided-hedge.ts';
import { futuresRules } from '../hedge/futures-rules.ts';
import type { WalkedHedge } from '../hedge/hedge-record.ts';
import { accountAtEnd, liquidationTax } from './held-tax.ts';
import type { FlowRules, LiquidFlows } from './liquid-flows.ts';
import { openingState, valuesAt, type WalkedMonth, walkMonth } from './index-walk.ts';

/** Follows a portfolio whose sleeves are held by their indices. */
export function indexWalker(opened: OpenedBacktest): Walker {
  const { plan, schedule, market, book } = opened;
  const { months, sessions } = schedule;
  const multiple = plan.costs ? 1 : 0;
  const walked: WalkedMonth[] = [];
  const start = sessions[months[0]!.filled]!;
  const flows = flowRules(opened);
  let state = openingState(months[0]!, taxedWalk(plan, book), flows && start);
  const hedges: (DecidedHedge | null)[] = [];
  return {
    decide: (k) => {
      const values = valuesAt(state, market.netLevels, months[k]!.decided);
      return decideIndexMonth(
        opened,
        k,
        values.map((v) => v * plan.value),
        state.flows?.state.futures.held ?? [],
      );
    },
    hold: async (k, decided) => {
      refuseWithoutLevel(opened, k, decided);
      const month = months[k]!;
      const next = walkMonth(state, month, decided, market, {
        fill: plan.fill,
        rates: tradingRates(sessions[month.filled]!, book.costs, multiple),
        multiple,
        isFirst: k === 0,
        isLast: k === months.length - 1,
        flows,
        hedge: decided.hedge ?? null,
      });
      hedges.push(decided.hedge ?? null);
      walked.push(next);
      state = next.state;
    },
    finish: () => {
      const [first, last] = [months[0]!.filled, months.at(-1)!.until];
      return {
        months: walked,
        tax: state.tax && {
          years: taxByYear(accountAtEnd(state.tax, sessions[last]!)),
          liquidation: plan.value * liquidationTax(state.tax, market, last),
          growth: taxedGrowth(walked, market, { first, last }),
        },
        ...(plan.hedge && { hedge: hedgeOf(walked, hedges, months) }),
        ...(flows?.fee && { fees: bySession(walked, months, (f) => f.fees) }),
        problems: [],
      };
    },
  };
}

/** The rules of what comes into and leaves the liquid fund between fills; null where nothing does. */
function flowRules(opened: OpenedBacktest): FlowRules | null {
  const { plan, schedule, book } = opened;
  const futures = futuresRules(opened);
  const fee = plan.expenses && book.backtest.fee.performance > 0 ? book.backtest.fee : null;
  return futures || fee ? { futures, fee, last: schedule.months.at(-1)!.until, value: plan.value } : null;
}

/** What the hedge did, by month, and by session of the record. */
function hedgeOf(
  walked: readonly WalkedMonth[],
  hedges: readonly (DecidedHedge | null)[],
  months: Schedule['months'],
): WalkedHedge {
  return {
    flow: bySession(walked, months, (f) => f.hedge),
    months: walked.map(({ flows }, k) => {
      const { trades, profit, charges, exposure, unpriced, marginCalls, overdrawn } = flows!;
      const mean = exposure.subarray(0, -1).reduce((sum, x) => sum + x, 0) / Math.max(1, exposure.length - 1);
      return {
        decided: hedges[k]!,
        trades,
        profit,
        charges,
        exposure: mean,
        unpriced,
        marginCalls,
        overdrawn,
      };
    }),
  };
}

/** Flows of the months by session of the record; a fill belongs to two months. */
function bySession(
  walked: readonly WalkedMonth[],
  months: Schedule['months'],
  of: (flows: LiquidFlows) => Float64Array,
): Float64Array {
  const first = months[0]!.filled;
  const flow = new Float64Array(months.at(-1)!.until - first + 1);
  walked.forEach(({ flows }, k) => of(flows!).forEach((x, i) => (flow[months[k]!.filled - first + i]! += x)));
  return flow;
}
