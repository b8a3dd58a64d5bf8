import { POSITIONS, type PositionId } from '../../allocations/positions.ts';
import { iso } from '../market/day.ts';
import { backFilledWeight } from './back-filled-weight.ts';
import { ladderOfWalk } from './attribution/ladder-of-walk.ts';
import { BACKTEST_SCHEMA, type BacktestMonth, type BacktestRun } from './backtest-run.ts';
import { type DecidedMonth, decideIndexMonth } from './decide-index-month.ts';
import { dealingRates } from './fill/dealing-rates.ts';
import { measureAlternatives } from './alternatives/measure.ts';
import type { OpenedBacktest } from './open-backtest.ts';
import { provenanceOf } from './provenance.ts';
import { refuseWithoutLevel } from './refuse-without-level.ts';
import { sensitivityOf } from './sensitivity.ts';
import type { LedgerEntry } from '../decision/ledger-entry.ts';
import { liquidationTax } from './walk/held-tax.ts';
import { openingState, type WalkedMonth, walkMonth, valuesAt } from './walk/index-walk.ts';
import { taxByYear, taxedGrowth, taxedWalk } from './tax/tax-record.ts';
import type { TaxRecord } from './backtest-run.ts';

export interface BacktestTask {
  /** Months decided before, from the start: not decided again. */
  readonly earlier: readonly DecidedMonth[];
  /** Receives each month as soon as it is decided. */
  readonly onMonth: (month: DecidedMonth) => void;
  readonly progress: (done: number, of: number, what: string) => void;
  readonly signal?: AbortSignal;
  /** The store's ledger, for provenance. */
  readonly ledger: readonly LedgerEntry[];
}

/** A back-test with the months behind it, whose documents are written as files. */
export interface BacktestResult {
  readonly run: BacktestRun;
  readonly months: readonly DecidedMonth[];
  readonly walked: readonly WalkedMonth[];
}

/**
 * Runs a back-test at index level, month after month: values the holdings, decides, fills at the next close, holds until
 * the next fill.
 *
 * @throws the signal's reason when it is aborted; whole months have then been handed to `onMonth`.
 */
export async function runBacktest(opened: OpenedBacktest, task: BacktestTask): Promise<BacktestResult> {
  const { plan, schedule, market, book } = opened;
  const { months, sessions } = schedule;
  const decided: DecidedMonth[] = [];
  const walked: WalkedMonth[] = [];
  const multiple = plan.costs ? 1 : 0;
  let state = openingState(months[0]!, taxedWalk(plan, book.costs.tax));
  for (const [k, month] of months.entries()) {
    task.signal?.throwIfAborted();
    const values = valuesAt(state, market.netLevels, month.decided).map((v) => v * plan.value);
    const known = task.earlier[k];
    const made = known ?? (await decideIndexMonth(opened, k, values));
    refuseWithoutLevel(opened, k, made);
    if (!known) task.onMonth(made);
    const next = walkMonth(state, month, made, market, {
      fill: plan.fill,
      rates: dealingRates(sessions[month.filled]!, book.costs, multiple),
      multiple,
      isFirst: k === 0,
      isLast: k === months.length - 1,
    });
    decided.push(made);
    walked.push(next);
    state = next.state;
    task.progress(k + 1, months.length, iso(sessions[month.decided]!));
  }
  const benchmark = market.series.get(plan.benchmark)!;
  const [first, last] = [months[0]!.filled, months.at(-1)!.until];
  const net = walked.flatMap((m) => [...m.net]);
  const gross = walked.flatMap((m) => [...m.gross]);
  const afterTax = walked.flatMap((m) => [...(m.afterTax ?? [])]);
  const { alternatives, taxed } = measureAlternatives(opened, decided);
  const dates = sessions.slice(first, last + 1).map(iso);
  const run: BacktestRun = {
    schema: BACKTEST_SCHEMA,
    plan,
    field: market.field,
    nav: dates.map((date, i) => ({
      date,
      gross: gross[i]!,
      net: net[i]!,
      ...(plan.tax === 'lots' && { afterTax: afterTax[i]! }),
      benchmark: benchmark[first + i]! / benchmark[first]!,
    })),
    months: decided.map((d, k) => monthOf(opened, k, d, walked[k]!)),
    ladder: ladderOfWalk(opened, decided, walked),
    alternatives,
    sensitivity: sensitivityOf(opened, decided),
    provenance: provenanceOf(opened, decided, task.ledger),
    ...(plan.tax === 'lots' && { tax: taxRecord(opened, walked, taxed) }),
    problems: market.problems,
  };
  return { run, months: decided, walked };
}

function taxRecord(
  { market, schedule, plan }: OpenedBacktest,
  walked: readonly WalkedMonth[],
  alternatives: TaxRecord['alternatives'],
): TaxRecord {
  const [first, last] = [schedule.months[0]!.filled, schedule.months.at(-1)!.until];
  const tax = walked.at(-1)!.state.tax!;
  return {
    years: taxByYear(tax.account),
    liquidation: plan.value * liquidationTax(tax, market, last),
    growth: taxedGrowth(walked, market, { first, last }),
    alternatives,
  };
}

function monthOf(
  { schedule, book }: OpenedBacktest,
  k: number,
  made: DecidedMonth,
  { fill, weightsBefore, weightsAfter }: WalkedMonth,
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
  };
}

/** Weights above 0, by position. */
const byPosition = (weights: ArrayLike<number>): Readonly<Partial<Record<PositionId, number>>> =>
  Object.fromEntries(POSITIONS.flatMap((id, i) => (weights[i]! > 0 ? [[id, weights[i]!]] : [])));
