import { optimise } from '../../allocations/risk-model/optimise.ts';
import { type ModelTarget, modelTarget, slackOf } from '../../allocations/risk-model/target.ts';
import type { AllocationRules } from '../../allocations/rules.ts';
import type { StockSnapshot } from '../../allocations/stocks/stock-snapshot.ts';
import type { Regime } from '../../regimes/regime.ts';
import { SESSIONS_A_YEAR } from '../../src/math/annualise.ts';
import { portfolioCovariance } from '../../src/risk/portfolio/portfolio-risk.ts';

/** The rules of the first design: information ratio 0.3, λ 4, cost over 180 days, industries ± 10 points of the market. */
export const firstDesignRules = (rules: AllocationRules): AllocationRules => ({
  ...rules,
  model: {
    ...rules.model,
    informationRatio: 0.3,
    riskAversion: 4,
    costMonths: (180 / 365) * 12,
    softLimits: { ...rules.model.softLimits, industryLimit: 0.1 },
  },
});

/**
 * The target of the first design, kept for comparison: active variance against the market, and an expected return of
 * information ratio × tracking error × score.
 */
export async function firstDesignTarget(
  stocks: StockSnapshot,
  regime: Regime,
  rules: AllocationRules,
): Promise<ModelTarget | null> {
  const target = await modelTarget(stocks, regime, rules);
  if (target === null) return null;
  const { market, marketExposures, scores } = target.programme;
  const { informationRatio, riskAversion } = rules.model;
  const marketVariance = SESSIONS_A_YEAR * portfolioCovariance(stocks.riskModel, market, market);
  const programme = {
    ...target.programme,
    bouquetExposures: marketExposures,
    goal: {
      linear: Float64Array.from(
        scores,
        (s) =>
          -s.beta * marketVariance - (informationRatio * (s.trackingError / 100) * s.score) / riskAversion,
      ),
    },
  };
  const optimum = await optimise(programme, {
    total: rules.factorShare,
    slack: slackOf(rules, 1),
    trade: null,
  });
  if (optimum.kind === 'infeasible') throw new Error(`infeasible: ${optimum.constraints.join(', ')}`);
  const weights = { ...target.weights };
  programme.sleeves.forEach(({ id }, i) => (weights[id] = optimum.weights[i]!));
  return { ...target, programme, optimum, weights };
}
