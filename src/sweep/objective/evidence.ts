import { historyMeasurer, rescore } from '../../../regimes/model/rescore.ts';
import type { Regime } from '../../../regimes/regime.ts';
import type { AsOfView, MarketHistory } from '../../market/as-of.ts';
import { type Day, day, iso } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { alignMarket } from '../../../signals/aligned-market.ts';
import { cashReturns } from '../../validation/regimes/cash-returns.ts';
import { TRADE_DELAY } from '../../validation/regimes/stability.ts';
import type { SweepPlan } from '../plan/sweep-plan.ts';
import type { Objective, SweepMonths, TrialReturns } from './objective.ts';

/** Months below which nothing is measured, as in the validation of the regime model. */
const LEAST_MONTHS = 24;

/** What a month can earn: the Nifty 50 or cash, from the first close after its label to the first close after the next. */
interface Earnings {
  readonly nifty: Float64Array;
  readonly cash: Float64Array;
  readonly cost: number;
}

/**
 * The evidence objective: the Nifty 50, or cash while the label is bearish, traded one close after the label and after costs: the
 * switch test of the validation, month by month. It tests labels, not portfolios, and takes a millisecond a rule book.
 *
 * The months are those from the first on or after `from` at which the given rule book has a score, to the last complete one. Where a
 * rule book has no score yet, its label is the initial one, as in any run.
 *
 * @param market as known by `asOf`; nothing later is read.
 * @throws UserError where fewer than 24 months remain.
 */
export function evidenceObjective(
  market: MarketHistory,
  asOf: Day,
  book: RuleBook,
  { from, cost }: Pick<SweepPlan, 'from' | 'cost'>,
): Objective {
  const view = market.view(asOf);
  const measure = historyMeasurer(market, asOf);
  const own = rescore(measure(book.signals), book.signals, book.regimes);
  const { sessions, closes, monthEnds } = alignMarket(view);
  const scored = own.findIndex((m) => m.score !== null);
  const first = monthEnds.findIndex((s, i) => scored >= 0 && i >= scored && sessions[s]! >= day(from));
  // A month is complete when the trade of the next label is.
  const end = monthEnds.findLastIndex((s) => s + TRADE_DELAY < sessions.length);
  const count = first < 0 ? 0 : end - first;
  if (count < LEAST_MONTHS)
    throw userError(
      'sweep-too-short',
      `${from} to ${iso(asOf)}`,
      `has ${Math.max(0, count)} complete months with a call; a sweep needs at least ${LEAST_MONTHS}.`,
      'Choose an earlier `from` or a later `holdout`, or import longer histories.',
    );
  const trades = monthEnds.slice(first, end + 1).map((s) => s + TRADE_DELAY);
  const earnings: Earnings = { ...growthBetween(trades, closes, cashOf(view, sessions)), cost };
  const months: SweepMonths = {
    days: trades.map((s) => sessions[s]!),
    cash: earnings.cash,
    benchmark: earnings.nifty,
    benchmarkName: 'Nifty 50 (price index)',
  };
  return {
    months,
    evaluate: (of) => {
      const labels = rescore(measure(of.signals), of.signals, of.regimes).slice(first, end);
      return switchedReturns(
        labels.map(({ label }) => label),
        earnings,
      );
    },
    close: async () => {},
  };
}

const cashOf = (view: AsOfView, sessions: readonly Day[]): Float64Array =>
  cashReturns(view, sessions).bySession;

function growthBetween(
  trades: readonly number[],
  closes: Float64Array,
  cash: Float64Array,
): Pick<Earnings, 'nifty' | 'cash'> {
  const months = trades.length - 1;
  return {
    nifty: Float64Array.from({ length: months }, (_, k) => closes[trades[k + 1]!]! / closes[trades[k]!]! - 1),
    cash: Float64Array.from({ length: months }, (_, k) => {
      let growth = 1;
      for (let s = trades[k]! + 1; s <= trades[k + 1]!; s++) growth *= 1 + cash[s]!;
      return growth - 1;
    }),
  };
}

/** The first position is not charged: every strategy compared has to be bought once. */
function switchedReturns(labels: readonly Regime[], { nifty, cash, cost }: Earnings): TrialReturns {
  let [held, turnover] = [labels[0] !== 'bearish', 0];
  const returns = Float64Array.from(labels, (label, k) => {
    const wanted = label !== 'bearish';
    const charge = wanted === held ? 0 : cost;
    if (wanted !== held) turnover++;
    held = wanted;
    return (1 - charge) * (1 + (wanted ? nifty[k]! : cash[k]!)) - 1;
  });
  return { returns, turnover };
}
