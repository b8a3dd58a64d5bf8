import { POSITIONS } from '../../../allocations/positions.ts';
import type { Regime } from '../../../regimes/regime.ts';
import { iso } from '../../market/day.ts';
import { heldAt } from '../alternatives/alternative.ts';
import type { LadderReturns } from '../backtest-run.ts';
import type { DecidedMonth } from '../decide-index-month.ts';
import type { OpenedBacktest } from '../open-backtest.ts';
import { baseWeights, type PositionWeights, strategicWeights } from '../walk/base-weights.ts';
import type { RecordMonth } from '../walk/record-month.ts';
import { logScale } from '../../math/performance/linked-effects.ts';
import { weighted } from './brinson.ts';
import { rungBySleeve } from './by-sleeve.ts';
import { effectsOf, type RungId } from './ladder.ts';

/** The benchmark as a position of its own, after those of the portfolio. */
const BENCHMARK = POSITIONS.length;

/** A notional fund at the start of a period: weights by position and of the benchmark. */
type FundWeights = Float64Array;

/**
 * The returns of the notional funds from each fill to the next, and the effect of each rung of weights by position: what a
 * weight above or below the fund beneath it added, over that fund's whole return (Brinson–Fachler, in logarithms).
 */
export function ladderOfWalk(
  opened: OpenedBacktest,
  decided: readonly DecidedMonth[],
  walked: readonly RecordMonth[],
): LadderReturns {
  const { plan, schedule, market } = opened;
  const { sessions, months } = schedule;
  const benchmark = market.series.get(plan.benchmark)!;
  const isTilted = plan.weights === 'rules';
  const rungs: readonly RungId[] = [
    'benchmark',
    'policy',
    'neutral',
    'regime',
    ...(isTilted ? (['target'] as const) : []),
    'held',
    ...(plan.hedge ? (['hedged'] as const) : []),
    'after-costs',
    ...(plan.expenses ? (['after-expenses'] as const) : []),
    ...(plan.tax === 'lots' ? (['record'] as const) : []),
  ];
  const effects = effectsOf(rungs);
  const sums = rungs.map(() => new Float64Array(BENCHMARK + 1));
  let [ofStocks, ofUntraded] = [0, 0];
  const periods = months.map(({ filled, until }, k) => {
    const { held, hedged, afterCosts, afterExpenses, record } = walked[k]!.returns;
    const funds = notionalFunds(opened, decided[k]!, walked[k]!, k);
    const isUsed = (i: number): boolean => funds.some((weights) => weights[i] !== 0);
    const returns = Float64Array.from({ length: BENCHMARK + 1 }, (_, i) => {
      const levels = i === BENCHMARK ? benchmark : market.levels[i]!;
      return isUsed(i) ? levels[until]! / levels[filled]! - 1 : 0;
    });
    // What stocks returned beyond the sleeves that they stand for; where sleeves are held by index there is no such part.
    const beyond = plan.level === 'shares' ? held - weighted(funds.at(-1)!, returns) : 0;
    funds.slice(1).forEach((weights, j) => {
      const own = j === funds.length - 2 && beyond !== 0 ? returns.map((r) => r + beyond) : returns;
      const { allocation, selection } = rungBySleeve({
        weights,
        benchmarkWeights: funds[j]!,
        returns: own,
        benchmarkReturns: returns,
      });
      allocation.forEach((a, i) => (sums[j]![i]! += a));
      if (own === returns) return;
      selection.forEach((s) => (ofStocks += s));
      // A company that does not trade keeps its price: it falls behind its sleeve by all that the sleeve returns.
      const scale = logScale(weighted(weights, own), weighted(funds[j]!, returns));
      walked[k]!.stocks?.untraded.forEach((w, i) => (ofUntraded -= w * returns[i]! * scale));
    });
    return {
      from: iso(sessions[filled]!),
      to: iso(sessions[until]!),
      funds: [
        ...funds.slice(0, -1).map((weights) => weighted(weights, returns)),
        held,
        ...(plan.hedge ? [hedged] : []),
        afterCosts,
        ...(plan.expenses ? [afterExpenses] : []),
        ...(plan.tax === 'lots' ? [record] : []),
      ],
    };
  });
  const heldRung = rungs.indexOf('held');
  return {
    rungs,
    periods,
    byPosition: [
      ...effects
        .slice(0, heldRung)
        .flatMap((effect, j) =>
          Array.from(sums[j]!, (log, i) => ({ effect, position: POSITIONS[i] ?? 'benchmark', log })).filter(
            ({ log }) => log !== 0,
          ),
        ),
      ...[
        { position: 'untraded', log: ofUntraded },
        { position: 'stocks', log: ofStocks - ofUntraded },
      ].flatMap((row) => (row.log === 0 ? [] : [{ effect: effects[heldRung - 1]!, ...row }])),
    ],
  };
}

/** Benchmark, policy, neutral bouquet, bouquet of the label, target where there is a tilt, and what was held. */
function notionalFunds(
  opened: OpenedBacktest,
  { label, target }: DecidedMonth,
  { weightsAfter }: RecordMonth,
  k: number,
): FundWeights[] {
  const rules = opened.book.allocations;
  const canBeHeld = heldAt(opened, k);
  const neutral: Regime = 'consolidation';
  const fund = (weights: ArrayLike<number>, ofBenchmark = 0): FundWeights =>
    Float64Array.from({ length: BENCHMARK + 1 }, (_, i) => (i === BENCHMARK ? ofBenchmark : weights[i]!));
  const bouquet = (regime: Regime): PositionWeights =>
    baseWeights(regime, rules, canBeHeld) ?? strategicWeights(regime, rules);
  return [
    fund(new Float64Array(BENCHMARK), 1),
    fund(strategicWeights(neutral, rules), rules.factorShare),
    fund(bouquet(neutral)),
    fund(bouquet(label)),
    ...(opened.plan.weights === 'rules' ? [fund(Float64Array.from(target!))] : []),
    fund(weightsAfter),
  ];
}
