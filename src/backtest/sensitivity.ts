import { maximumDrawdown } from '../math/drawdowns.ts';
import { bouquetsOf } from './alternatives/alternative.ts';
import type { SensitivityRow } from './backtest-run.ts';
import type { DecidedMonth } from './decide-index-month.ts';
import { labelVariants } from './label-variants.ts';
import type { OpenedBacktest } from './open-backtest.ts';
import { type ScheduledMonth, scheduleMonths } from './schedule.ts';
import { netValues, replayWeights } from './walk/replay-weights.ts';

/** Sessions from decision to fill, with how each is named. */
const DELAYS = [
  [0, 'Filled at the close of the decision itself (look-ahead)'],
  [1, 'Filled at the next close'],
  [5, 'Filled five closes later'],
] as const;

/** Months by which the start is moved. */
const STARTS = Array.from({ length: 12 }, (_, m) => m);

/**
 * The record under other assumptions about fills, costs and the month of the start, each beside the benchmark over its own days: a
 * later start is another span, whose growth says nothing by itself. The weights are those that were decided,
 * so each row shows its assumption alone. Under other thresholds of the score labels change, and with them the decisions: these
 * rows are of the labels' bouquets, beside that of the labels as they were.
 */
export function sensitivityOf(opened: OpenedBacktest, decided: readonly DecidedMonth[]): SensitivityRow[] {
  const weights = decided.map((d) => Float64Array.from(d.weights));
  const { plan, schedule, market, book } = opened;
  const { sessions, months } = schedule;
  const replay = (part: readonly ScheduledMonth[], of: readonly Float64Array[], multiple: number): number[] =>
    netValues(
      replayWeights({
        market,
        schedule: { sessions, months: part },
        weights: of,
        fill: plan.fill,
        costs: book.costs,
        multiple,
      }),
    );
  const benchmark = market.series.get(plan.benchmark)!;
  const row = (
    id: string,
    title: string,
    values: readonly number[],
    part: readonly ScheduledMonth[],
  ): SensitivityRow => {
    const [first, last] = [part[0]!.filled, part.at(-1)!.until];
    const growth = (ratio: number): number => ratio ** (365.25 / (sessions[last]! - sessions[first]!)) - 1;
    const growthAYear = growth(values.at(-1)!);
    return {
      id,
      title,
      growthAYear,
      aboveBenchmark: growthAYear - growth(benchmark[last]! / benchmark[first]!),
      maximumDrawdown: maximumDrawdown([1, ...values]),
    };
  };
  const [from, to] = [sessions[months[0]!.decided]!, sessions[months.at(-1)!.until]!];
  const charged = plan.costs ? 1 : 0;
  const delays = DELAYS.flatMap(([delay, title]) => {
    const part = scheduleMonths(sessions, { from, to, delay }).months.slice(0, months.length);
    return [row(`fill-${delay}`, title, replay(part, weights, charged), part)];
  });
  const costs = (plan.costs ? [0, 1, 2] : []).map((multiple) =>
    row(
      `costs-${multiple}`,
      multiple === 0 ? 'Without trading costs' : `Trading costs times ${multiple}`,
      replay(months, weights, multiple),
      months,
    ),
  );
  const starts = STARTS.filter((m) => months.length - m >= 2).map((m) =>
    row(
      `start-${m}`,
      m === 0 ? 'Started as planned' : `Started ${m} ${m === 1 ? 'month' : 'months'} later`,
      replay(months.slice(m), weights.slice(m), charged),
      months.slice(m),
    ),
  );
  const input = { ...opened, rules: book.allocations };
  const labels = labelVariants(opened).map((variant) =>
    row(variant.id, variant.title, replay(months, bouquetsOf(input, variant.labels), charged), months),
  );
  return [...delays, ...costs, ...starts, ...labels];
}
