import type { LedgerEntry } from '../decision/ledger/entries/ledger-entry.ts';
import { day } from '../market/day.ts';
import { measureAlternatives } from './alternatives/measure.ts';
import { ladderOfWalk } from './attribution/ladder-of-walk.ts';
import { BACKTEST_SCHEMA, type BacktestRun } from './backtest-run.ts';
import type { DecidedMonth } from './decide-index-month.ts';
import type { OpenedBacktest } from './open-backtest.ts';
import { hedgeProblems, hedgeRecord } from './hedge/hedge-record.ts';
import { tradingRates } from './fill/trading-rates.ts';
import type { SleeveCosts } from './stocks/sleeve-levels.ts';
import { modelAgainstIndices } from './model-against-indices.ts';
import { provenanceOf } from './provenance.ts';
import { decisionDays } from './schedule.ts';
import { sensitivityOf } from './sensitivity.ts';
import type { RecordMonth } from './walk/record-month.ts';
import type { FactorCut } from './attribution/factor-cut.ts';
import { recordBacktest, type RecordTask } from './record-backtest.ts';
import type { Walk } from './walker.ts';

export interface BacktestTask extends RecordTask {
  /** The store's ledger, for provenance. */
  readonly ledger: readonly LedgerEntry[];
}

/** A back-test with the months behind it, whose documents are written as files. */
export interface BacktestResult {
  readonly run: BacktestRun;
  readonly months: readonly DecidedMonth[];
  readonly walked: readonly RecordMonth[];
}

/**
 * Runs a back-test: its record month after month, and what that is compared with: alternatives, other assumptions, and how the
 * difference from the benchmark came about.
 *
 * @throws the signal's reason when it is aborted; whole months have then been handed to `onMonth`.
 */
export async function runBacktest(opened: OpenedBacktest, task: BacktestTask): Promise<BacktestResult> {
  const { plan, market, schedule } = opened;
  const { decided, walk, nav, months } = await recordBacktest(opened, task);
  const walked = walk.months;
  const measured = await asMeasured(opened);
  const { alternatives, taxed } = measureAlternatives(
    measured,
    decided,
    nav[0]!.beforeHedgeAndFee !== undefined,
  );
  const factors = walk.stocks ? await factorsOf(opened, walk) : null;
  const hedge = walk.hedge && hedgeRecord(walk.hedge, decisionDays(schedule));
  const run: BacktestRun = {
    schema: BACKTEST_SCHEMA,
    plan,
    field: market.field,
    nav,
    months,
    ladder: ladderOfWalk(measured, decided, walked),
    alternatives,
    sensitivity: sensitivityOf(measured, decided),
    provenance: provenanceOf(opened, decided, task.ledger),
    ...(walk.tax && { tax: { ...walk.tax, alternatives: taxed } }),
    ...(hedge && { hedge }),
    ...(factors && { factors }),
    problems: [
      ...market.problems,
      ...(await modelAgainstIndices(opened)),
      ...walk.problems,
      ...(hedge ? hedgeProblems(hedge) : []),
    ],
  };
  return { run, months: decided, walked };
}

async function factorsOf(opened: OpenedBacktest, walk: Walk): Promise<FactorCut | null> {
  const { factorsOfWalk } = await import('./stocks/factors-of-walk.ts');
  return factorsOfWalk(opened, walk);
}

/** The back-test as its notional funds are measured: where stocks are held, a sleeve is what its own stocks return. */
async function asMeasured(opened: OpenedBacktest): Promise<OpenedBacktest> {
  const { plan, market, book, run } = opened;
  if (opened.stocks === null) return opened;
  const { snapshot } = await run.snapshotAt(day(plan.to));
  if (snapshot === null) return opened;
  const { withSleeveLevels } = await import('./stocks/sleeve-levels.ts');
  const { sessions, months } = opened.schedule;
  const costs: SleeveCosts = {
    expense: plan.expenses ? book.backtest.expense.stocks + book.backtest.fee.fixed : 0,
    exchange: (on) => {
      const { buy, sell } = tradingRates(on, book.costs, plan.costs ? 1 : 0);
      return buy[0]! + sell[0]!;
    },
    // The first purchase already buys what a review of that month-end chose.
    from: sessions[months[0]!.filled]!,
  };
  return { ...opened, market: withSleeveLevels(market, snapshot.sleeves, costs) };
}
