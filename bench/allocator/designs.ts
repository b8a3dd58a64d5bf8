import { DEFAULT_COST_RULES } from '../../allocations/cost-rules.ts';
import type { OpeningHoldings } from '../../allocations/holdings/opening.ts';
import type { SleeveId, Weights } from '../../allocations/positions.ts';
import { turnoverLimitOf } from '../../allocations/rebalance/monthly-turnover-limit.ts';
import { rebalance } from '../../allocations/risk-model/rebalance/rebalance.ts';
import { type ModelTarget, modelTarget } from '../../allocations/risk-model/target.ts';
import type { Relaxable } from '../../allocations/risk-model/result.ts';
import type { ModelRules } from '../../allocations/risk-model/rules.ts';
import { type AllocationRules, DEFAULT_ALLOCATION_RULES } from '../../allocations/rules.ts';
import type { StockSnapshot } from '../../allocations/stocks/stock-snapshot.ts';
import type { Regime } from '../../regimes/regime.ts';
import { firstDesignRules, firstDesignTarget } from './first-design.ts';
import { halfBandTilt } from './half-band.ts';

/** A month's decision of a design. */
export interface Decided {
  readonly weights: Weights;
  /** Bouquet weight and band of each sleeve, as fractions of the portfolio. */
  readonly bands: readonly {
    readonly id: SleeveId;
    readonly base: number;
    readonly low: number;
    readonly high: number;
  }[];
  readonly relaxed: readonly Relaxable[];
  /** Forecast tracking error of the sleeves to the bouquet, a fraction a year. */
  readonly toBouquet: number;
}

/** A way of choosing weights. `holdings` is null for the first purchase. */
export interface Design {
  readonly name: string;
  decide(stocks: StockSnapshot, label: Regime, holdings: OpeningHoldings | null): Promise<Decided>;
}

const RULES = DEFAULT_ALLOCATION_RULES;

/** The bouquet itself, restored every month whatever it costs. */
const plain: Design = {
  name: 'plain bouquet',
  async decide(stocks, label) {
    const target = await targetOf(stocks, label, RULES, modelTarget);
    const bouquet = Object.fromEntries(target.lines.map(({ id, base }) => [id, base]));
    return { weights: { ...target.weights, ...bouquet }, bands: [], relaxed: [], toBouquet: 0 };
  },
};

/** The tilt by scores alone, restored every month: what an optimiser has to beat. */
const halfBand: Design = {
  name: 'tilt of half a band per deviation of the score',
  async decide(stocks, label) {
    const target = await targetOf(stocks, label, RULES, modelTarget);
    const scores = new Map(target.programme.scores.map(({ id, score }) => [id, score]));
    const bands = target.lines.map(({ id, base, band }) => ({ id, base, ...band }));
    const scored = bands.flatMap((line) => {
      const score = scores.get(line.id);
      return score === undefined ? [] : [{ ...line, score }];
    });
    const weights = { ...target.weights, ...halfBandTilt(scored) };
    return { weights, bands, relaxed: [], toBouquet: trackingErrorToBouquet(target, weights) };
  },
};

function trackingErrorToBouquet({ programme }: ModelTarget, weights: Weights): number {
  const { sleeves, bouquet, covariance } = programme;
  const active = sleeves.map(({ id }, i) => (weights[id] ?? 0) - bouquet[i]!);
  const variance = active.reduce(
    (sum, a, i) => sum + a * covariance[i]!.reduce((row, c, j) => row + c * active[j]!, 0),
    0,
  );
  // Rounding may leave a variance of almost 0 below it.
  return Math.sqrt(Math.max(0, variance));
}

type TargetOf = (stocks: StockSnapshot, label: Regime, rules: AllocationRules) => Promise<ModelTarget | null>;

async function targetOf(
  stocks: StockSnapshot,
  label: Regime,
  rules: AllocationRules,
  find: TargetOf,
): Promise<ModelTarget> {
  const target = await find(stocks, label, rules);
  if (target === null) throw new Error(`no sleeve of the ${label} bouquet holds stocks`);
  return target;
}

/** A design of the monthly run's own stages under other rules. */
const modelled = (name: string, rules: AllocationRules, find: TargetOf = modelTarget): Design => ({
  name,
  async decide(stocks, label, holdings) {
    const target = await targetOf(stocks, label, rules, find);
    const traded =
      holdings &&
      (await rebalance(target, {
        holdings,
        rules,
        costs: DEFAULT_COST_RULES,
        turnoverLimit: turnoverLimitOf(holdings, label, rules),
      }));
    const weights = traded?.after ?? target.weights;
    return {
      weights,
      toBouquet: trackingErrorToBouquet(target, weights),
      bands: target.lines.map(({ id, base, band }) => ({ id, base, ...band })),
      relaxed: (traded ?? target).optimum.relaxed.map((r) => r.constraint),
    };
  },
});

const withModel = (changes: Partial<ModelRules>): AllocationRules => ({
  ...RULES,
  model: { ...RULES.model, ...changes },
});

const { informationRatio, riskAversion } = RULES.model;

/** The designs that every table has. */
export const PLAIN = plain;
export const UNTILTED = modelled('untilted: same anchor and cost', withModel({ informationRatio: 0 }));
export const CHOSEN = modelled('**chosen**', RULES);

/** Every design of the first table. */
export const DESIGNS: readonly Design[] = [
  PLAIN,
  modelled('first design', firstDesignRules(RULES), firstDesignTarget),
  halfBand,
  CHOSEN,
  modelled('chosen without cost', withModel({ costMonths: Infinity })),
  UNTILTED,
  ...[2.5, 5, 20, 40].map((lambda) =>
    modelled(`chosen with λ ${lambda}`, withModel({ riskAversion: lambda })),
  ),
  ...[0.2, 0.45, 0.6].map((ratio) =>
    modelled(`chosen with IR ${ratio}`, withModel({ informationRatio: ratio })),
  ),
];

/** Periods over which a trade must earn back its cost, in months; without end, cost does not hold a trade back. */
export const HORIZONS = [2, 4, 6, 12, 24, Infinity];
export const horizonName = (months: number): string =>
  Number.isFinite(months) ? `cost over ${months} months` : 'cost left out';

/** The designs of the study of the cost's horizon: the chosen design, and the untilted bouquet. */
export const HORIZON_DESIGNS: readonly Design[] = [informationRatio, 0].flatMap((ratio) =>
  HORIZONS.map((costMonths) =>
    modelled(
      `${ratio === 0 ? 'untilted' : 'tilted'}, ${horizonName(costMonths)}`,
      withModel({ informationRatio: ratio, costMonths }),
    ),
  ),
);

/** The rule book's own settings, for the heading. */
export const CHOSEN_SETTINGS = `IR ${informationRatio}, λ ${riskAversion}, cost over ${RULES.model.costMonths} months`;
