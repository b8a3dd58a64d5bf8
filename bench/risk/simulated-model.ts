import { simulateEquities, type DayTruth } from '../../fixtures/equities/equity-market.ts';
import type { MarketConditions } from '../../fixtures/equities/market-conditions.ts';
import { advanceExposures, newExposureState } from '../../src/risk/exposures/exposures.ts';
import { advanceRiskModel, newRiskModel, type RiskDay, riskModelWorkspace } from '../../src/risk/model.ts';
import type { RiskRules } from '../../src/risk/risk-rules.ts';

/** Options of a simulated market, and the rules of its model. */
export interface SimulatedModel {
  readonly conditions: MarketConditions;
  readonly issuers: number;
  /** ISO; the end is 31 March 2025. */
  readonly from: string;
  readonly specificScale: number;
  readonly rules: RiskRules;
}

/**
 * The model's days with the truth behind them. The market's true exposures are those of the model, so the comparison
 * covers everything after the descriptors.
 */
export function* simulatedModel(
  model: SimulatedModel,
  seed: number | undefined,
): Generator<{ readonly day: RiskDay; readonly truth: DayTruth }> {
  for (const { days, truth } of simulatedModels(model, [model.rules], seed)) yield { day: days[0]!, truth };
}

/** The same with several models of one market, whose rules differ after the exposures. */
export function* simulatedModels(
  { rules, ...options }: SimulatedModel,
  variants: readonly RiskRules[],
  seed: number | undefined,
): Generator<{ readonly days: readonly RiskDay[]; readonly truth: DayTruth }> {
  const market = simulateEquities({
    ...options,
    ...(seed !== undefined && { seed }),
    to: '2025-03-31',
    exposures: (issuers) => {
      const state = newExposureState(issuers, rules.exposures, rules.universe);
      return { after: (slice) => advanceExposures(state, slice).styles };
    },
  });
  const models = variants.map((variant) => newRiskModel(market.issuers, variant));
  const workspace = riskModelWorkspace(market.issuers.length);
  for (const { slice, truth } of market.days())
    yield { days: models.map((model) => advanceRiskModel(model, slice, workspace)), truth };
}
