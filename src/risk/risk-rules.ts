import { z } from 'zod';
import { covarianceRules } from './covariance/covariance-rules.ts';
import { estimationErrorRules } from './estimation-error/estimation-error-rules.ts';
import { exposureRules, universeRules } from './exposures/exposure-rules.ts';
import { regressionRules } from './regression/regression-rules.ts';
import { specificRiskRules } from './specific/specific-risk-rules.ts';

/** INEC-1's section of the rule book. */
export const riskRules = z.strictObject({
  universe: universeRules.prefault({}),
  exposures: exposureRules.prefault({}),
  regression: regressionRules.prefault({}),
  covariance: covarianceRules.prefault({}),
  estimationError: estimationErrorRules.prefault({}),
  specificRisk: specificRiskRules.prefault({}),
});

/** INEC-1's section of the rule book, with defaults filled in. */
export type RiskRules = z.infer<typeof riskRules>;
export const DEFAULT_RISK_RULES: RiskRules = riskRules.parse({});
