import { POSITIONS, type PositionId } from '../../allocations/positions.ts';
import { iso } from '../market/day.ts';
import { backFilledWeight } from './back-filled-weight.ts';
import type { BacktestMonth, BacktestRun } from './backtest-run.ts';
import type { DecidedMonth } from './decide-index-month.ts';
import type { OpenedBacktest } from './open-backtest.ts';
import { indexWalker } from './walk/index-walker.ts';
import { withoutFlows } from './walk/without-flows.ts';
import type { RecordMonth } from './walk/record-month.ts';
import type { Walk, Walker } from './walker.ts';

export interface RecordTask {
  /** Months decided before, from the start: not decided again. */
  readonly earlier: readonly DecidedMonth[];
  /** Whether the texts of decisions, half a megabyte each in stocks, outlive their months. */
  readonly keepsDecisions?: boolean;
  /** Receives each month as soon as it is decided. */
  readonly onMonth: (month: DecidedMonth) => void;
  readonly progress: (done: number, of: number, what: string) => void;
  readonly signal?: AbortSignal;
}

/** What a back-test decided and held, and its values: the record alone, without anything that it is compared with. */
export interface BacktestRecord extends Pick<BacktestRun, 'nav' | 'months'> {
  readonly decided: readonly DecidedMonth[];
  readonly walk: Walk;
}

/**
 * Decides and holds month after month: values the holdings, decides, fills at the next close, holds until the next fill.
 *
 * @throws the signal's reason when it is aborted; whole months have then been handed to `onMonth`.
 */
export async function recordBacktest(opened: OpenedBacktest, task: RecordTask): Promise<BacktestRecord> {
  const { plan, schedule, market } = opened;
  const { sessions } = schedule;
  const walker = await walkerOf(opened);
  const decided: DecidedMonth[] = [];
  for (const [k, month] of schedule.months.entries()) {
    task.signal?.throwIfAborted();
    const known = task.earlier[k];
    const made = known ?? asKept(await walker.decide(k), task.keepsDecisions === true);
    await walker.hold(k, made);
    if (!known) task.onMonth(made);
    decided.push(withoutOrders(made));
    task.progress(k + 1, schedule.months.length, iso(sessions[month.decided]!));
  }
  const walk = walker.finish();
  const walked = walk.months;
  const benchmark = market.series.get(plan.benchmark)!;
  const [first, last] = [schedule.months[0]!.filled, schedule.months.at(-1)!.until];
  const net = walked.flatMap((m) => [...m.net]);
  const gross = walked.flatMap((m) => [...m.gross]);
  const afterTax = walked.flatMap((m) => [...(m.afterTax ?? [])]);
  const dates = sessions.slice(first, last + 1).map(iso);
  const unhedged = walk.hedge && withoutFlows(net, walk.hedge.flow);
  const beforeHedgeAndFee = beforeHedgeAndFeeOf(net, walk);
  return {
    decided,
    walk,
    nav: dates.map((date, i) => ({
      date,
      gross: gross[i]!,
      net: net[i]!,
      ...(plan.tax === 'lots' && { afterTax: afterTax[i]! }),
      ...(unhedged && { unhedged: unhedged[i]! }),
      ...(beforeHedgeAndFee && { beforeHedgeAndFee: beforeHedgeAndFee[i]! }),
      benchmark: benchmark[first + i]! / benchmark[first]!,
    })),
    months: decided.map((d, k) => monthOf(opened, k, d, walked[k]!)),
  };
}

/** The record without what its futures brought and its performance fees; null where it has neither. */
function beforeHedgeAndFeeOf(net: readonly number[], { hedge, fees }: Walk): number[] | null {
  if (!hedge && !fees) return null;
  return withoutFlows(
    net,
    net.map((_, i) => (hedge?.flow[i] ?? 0) - (fees?.[i] ?? 0)),
  );
}

/** What has been filled is in the record; hundreds of orders a month are not kept twice. */
function withoutOrders(month: DecidedMonth): DecidedMonth {
  const kept: { -readonly [K in keyof DecidedMonth]: DecidedMonth[K] } = { ...month };
  delete kept.orders;
  return kept;
}

/** The hash of a decision is always kept. */
const asKept = (month: DecidedMonth, withText: boolean): DecidedMonth =>
  withText || month.decision === null ? month : { ...month, decision: { sha256: month.decision.sha256 } };

async function walkerOf(opened: OpenedBacktest): Promise<Walker> {
  if (opened.stocks === null) return indexWalker(opened);
  const { stockWalker } = await import('./stocks/stock-walker.ts');
  return stockWalker(opened, opened.stocks);
}

function monthOf(
  { schedule, book }: OpenedBacktest,
  k: number,
  made: DecidedMonth,
  { fill, weightsBefore, weightsAfter, stocks }: RecordMonth,
): BacktestMonth {
  // The money of the first purchase comes from outside: everything is bought and nothing sold.
  const { before, after, cost } = fill;
  const [bought, sold] = k === 0 ? [after, 0] : [fill.bought, fill.sold];
  const { decided, filled, until } = schedule.months[k]!;
  const on = (s: number): string => iso(schedule.sessions[s]!);
  return {
    decided: on(decided),
    filled: on(filled),
    until: on(until),
    label: made.label,
    score: made.score,
    decision: made.decision?.sha256 ?? null,
    navBefore: fill.before,
    navAfter: fill.after,
    bought: bought / before,
    sold: sold / before,
    turnover: Math.min(bought, sold) / before,
    cost: cost / before,
    weights: byPosition(made.weights),
    weightsBefore: byPosition(weightsBefore),
    weightsAfter: byPosition(weightsAfter),
    backFilledWeight: backFilledWeight(made.weights, made.decided, book.allocations.instruments),
    ...(stocks && {
      stocks: {
        companies: stocks.companies,
        filled: stocks.filled.length,
        cancelled: stocks.cancelled.length,
      },
    }),
  };
}

/** Weights above 0, by position. */
const byPosition = (weights: ArrayLike<number>): Readonly<Partial<Record<PositionId, number>>> =>
  Object.fromEntries(POSITIONS.flatMap((id, i) => (weights[i]! > 0 ? [[id, weights[i]!]] : [])));
