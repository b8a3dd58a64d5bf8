import type { Regime } from '../../regimes/regime.ts';
import type { SleeveAllocation, StrategicAllocation } from '../allocation.ts';
import type { AllocationRules } from '../rules.ts';
import { type Fallback, fallbackOf } from '../bouquet/fallback.ts';
import { redistribute } from '../bouquet/redistribute.ts';
import { type PositionId, SLEEVES, type SleeveId } from '../positions.ts';
import { targetWeights } from '../bouquet/target-weights.ts';
import type { StockSnapshot } from '../stocks/stock-snapshot.ts';
import { strategicLines } from '../bouquet/strategic.ts';
import { BANDS, infeasibleError } from './constraints/constraints.ts';
import { type MeasuredSleeve, type SleeveMeasurement, measureSleeves } from './sleeve-exposures.ts';
import type { ConstraintSlack } from './constraints/relax-constraints.ts';
import { type SleeveProgramme, sleeveProgramme } from './objective.ts';
import { type SleeveOptimum, optimise } from './optimise.ts';

/** The target weights of a regime by INEC-1, before trading. */
export interface ModelTarget {
  readonly lines: readonly SleeveAllocation[];
  readonly strategic: readonly StrategicAllocation[];
  /** Null where the sleeves take all of the bouquet. */
  readonly fallback: Fallback | null;
  readonly weights: Readonly<Record<PositionId, number>>;
  readonly measured: readonly SleeveMeasurement[];
  readonly programme: SleeveProgramme;
  readonly optimum: Extract<SleeveOptimum, { kind: 'optimal' }>;
}

/**
 * The regime's bouquet over the sleeves that hold stocks, optimised within its bands by the risk model, without trading
 * costs. Null if no sleeve of the bouquet holds stocks.
 *
 * @throws UserError if the bands and the cap on single stocks are infeasible together.
 */
export async function modelTarget(
  stocks: StockSnapshot,
  regime: Regime,
  rules: AllocationRules,
): Promise<ModelTarget | null> {
  const measured = measureSleeves(stocks).filter((m) => m.id !== 'nifty-50');
  const sleeves = measured.filter((m): m is MeasuredSleeve => m.kind === 'measured');
  const measuredIds = new Set(sleeves.map((s) => s.id));
  const { factorShare, bands, bouquets, model } = rules;
  const held = redistribute(bouquets[regime], bands, (id) => measuredIds.has(id));
  if (held === null) return null;

  const { base, residual } = held;
  const low = (id: SleeveId): number => factorShare * held.bands[id].low;
  const high = (id: SleeveId): number => factorShare * held.bands[id].high;
  const programme = sleeveProgramme({
    regime,
    rules: model,
    stocks,
    sleeves,
    bouquet: Float64Array.from(sleeves, (s) => factorShare * base[s.id]),
    low: Float64Array.from(sleeves, (s) => low(s.id)),
    high: Float64Array.from(sleeves, (s) => high(s.id)),
  });
  const optimum = await optimise(programme, {
    total: factorShare * (1 - residual),
    slack: slackOf(rules, 1),
    trade: null,
  });
  if (optimum.kind === 'infeasible') throw infeasibleError(optimum.constraints, regime);

  const lines = SLEEVES.map((id): SleeveAllocation => {
    const i = sleeves.findIndex((s) => s.id === id);
    const common = { id, bouquet: factorShare * bouquets[regime][id], base: factorShare * base[id] };
    if (i < 0) {
      const nothing = {
        instrument: null,
        band: { low: 0, high: 0 },
        volatility: null,
        target: 0,
        atBound: null,
      };
      return { ...common, ...nothing };
    }
    return {
      ...common,
      instrument: stocks.indexSleeves?.[id] ?? { kind: 'stocks', stocks: sleeves[i]!.holdings.length },
      band: { low: low(id), high: high(id) },
      volatility: programme.scores[i]!.volatility,
      target: optimum.weights[i]!,
      atBound: atBound(optimum, id),
    };
  });
  const strategic = strategicLines(rules.strategic[regime]);
  const fallback = fallbackOf(rules.fallback[regime], factorShare, residual);
  const weights = targetWeights(lines, strategic, fallback);
  return { lines, strategic, fallback, weights, measured, programme, optimum };
}

/** The relaxable constraints, as the rule book sets them. */
export const slackOf = ({ model }: AllocationRules, turnover: number): ConstraintSlack => ({
  turnover,
  industry: model.softLimits.industryLimit,
  beta: 0,
});

function atBound({ solution }: ModelTarget['optimum'], id: SleeveId): 'low' | 'high' | null {
  const at = solution.bindingConstraints.find((b) => b.constraint === BANDS && b.assets.includes(id));
  return at ? (at.side === 'lower' ? 'low' : 'high') : null;
}
