import { type Estimate, meanOfPairs } from '../../math/statistics/pair-errors.ts';
import { type PolicyOutcome, type SimulationSummary, WEALTH_QUANTILES } from './summary.ts';
import type { PartResult, PartResults, SummaryPart } from './summary-parts.ts';
import type { SimulationTask } from './task.ts';
import { statisticsOf } from './tally.ts';
import type { TypicalPath } from './typical-paths.ts';

/** Puts the parts together with the means over the pairs of paths. */
export function summarise(
  task: SimulationTask,
  sums: Float64Array,
  parts: readonly SummaryPart[],
  results: readonly PartResult[],
): SimulationSummary & { readonly typical: readonly TypicalPath[] } {
  const { horizons, policies, chain, paths } = task;
  const layout = statisticsOf(task);
  const statistic = (k: number): Estimate => meanOfPairs(paths / 2, sums[2 * k]!, sums[2 * k + 1]!);
  const months = [...horizons];
  const resultsOf = <K extends SummaryPart['kind']>(kind: K): PartResults[K][] =>
    results.filter((_, k) => parts[k]!.kind === kind) as PartResults[K][];
  const outcomes = resultsOf('outcome');
  const outcomeAt = (p: number, h: number) => outcomes[p * months.length + h]!;

  const outcome = (p: number, month: number, h: number): PolicyOutcome => {
    const { histogram: _, ...fromFigures } = outcomeAt(p, h);
    const ofPolicy = (name: Parameters<typeof layout.ofPolicy>[2]) => statistic(layout.ofPolicy(h, p, name));
    const crossed = ofPolicy('crossed');
    return {
      month,
      ...fromFigures,
      monthsUnderWater: ofPolicy('underWater'),
      chanceBelow: ofPolicy('below'),
      chanceCrossed: Number.isNaN(crossed.value) ? null : crossed,
      turnover: ofPolicy('turnover'),
      cost: ofPolicy('cost'),
      holdings:
        policies[p]!.kind === 'hold'
          ? Array.from({ length: task.assets }, (_asset, i) => statistic(layout.holding(h, p, i)).value)
          : null,
    };
  };

  const fan = resultsOf('fan').flat();
  return {
    policies: policies.map(({ id }, p) => ({
      id,
      outcomes: months.map((month, h) => outcome(p, month, h)),
      drawdowns: outcomeAt(p, months.length - 1).histogram,
    })),
    labels: months.map((month, h) => ({
      month,
      months: Array.from({ length: chain.labels }, (_, s) => statistic(layout.months(h, s))),
      switches: statistic(layout.switches(h)),
    })),
    differences: resultsOf('difference'),
    fan: {
      months: fan.map((_, q) => 3 * (q + 1)),
      quantiles: WEALTH_QUANTILES.map((_, k) => fan.map((quantiles) => quantiles[k]!)),
    },
    typical: resultsOf('typical'),
  };
}
