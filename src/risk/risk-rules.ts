import { z } from 'zod';
import { covarianceRules } from './covariance-rules.ts';
import { exposureRules, universeRules } from './exposure-rules.ts';
import { regressionRules } from './regression-rules.ts';
import { specificRiskRules } from './specific-risk-rules.ts';

/** INEC-1's section of the rule book. */
export const riskRules = z.strictObject({
  universe: universeRules.prefault({}),
  exposures: exposureRules.prefault({}),
  regression: regressionRules.prefault({}),
  covariance: covarianceRules.prefault({}),
  specificRisk: specificRiskRules.prefault({}),
});

export type RiskRules = z.infer<typeof riskRules>;
export const DEFAULT_RISK_RULES: RiskRules = riskRules.parse({});
