import { simulateEquities, type DayTruth } from '../../fixtures/equities/equity-market.ts';
import type { Climate } from '../../fixtures/equities/market-conditions.ts';
import { advanceExposures, newExposureState } from '../../src/risk/exposures/exposures.ts';
import { advanceRiskModel, newRiskModel, type RiskDay, riskRoom } from '../../src/risk/model.ts';
import type { RiskRules } from '../../src/risk/risk-rules.ts';

/** A simulated market and the rules by which a model of it is made. */
export interface SimulatedModel {
  readonly climate: Climate;
  readonly issuers: number;
  /** ISO; the end is 31 March 2025. */
  readonly from: string;
  readonly specificTimes: number;
  readonly rules: RiskRules;
}

/**
 * The model's days beside what is true of them. The market's true exposures are the model's own, so that what is measured is
 * everything after the descriptors.
 */
export function* simulatedModel(
  { rules, ...options }: SimulatedModel,
  seed: number | undefined,
): Generator<{ readonly day: RiskDay; readonly truth: DayTruth }> {
  const market = simulateEquities({
    ...options,
    ...(seed !== undefined && { seed }),
    to: '2025-03-31',
    exposures: (issuers) => {
      const state = newExposureState(issuers, rules.exposures, rules.universe);
      return { after: (slice) => advanceExposures(state, slice).styles };
    },
  });
  const model = newRiskModel(market.issuers, rules);
  const room = riskRoom(market.issuers.length);
  for (const { slice, truth } of market.days()) yield { day: advanceRiskModel(model, slice, room), truth };
}
