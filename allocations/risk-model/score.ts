import type { Regime } from '../../regimes/regime.ts';
import { STYLE_AT, type Style, STYLES } from '../../src/risk/factors.ts';
import {
  activeHoldings,
  type Holding,
  portfolioBeta,
  portfolioCovariance,
} from '../../src/risk/portfolio/portfolio-risk.ts';
import { covarianceTimes, type RiskSnapshot } from '../../src/risk/snapshot.ts';
import { annualPercent } from '../../src/math/annualise.ts';
import { factorAlpha } from './factor-alpha.ts';
import type { MeasuredSleeve } from './sleeve-exposures.ts';
import type { ModelRules } from './rules.ts';
import type { SleeveScore } from './result.ts';

export interface ScoreInput {
  readonly snapshot: RiskSnapshot;
  readonly market: readonly Holding[];
  /** [39] Exposures of `market`. */
  readonly marketExposures: Float64Array;
  readonly regime: Regime;
  readonly rules: ModelRules;
}

/**
 * Scores a sleeve against a regime's style targets: its alignment minus a penalty for unexplained variance,
 * Σ tₖxₖ − γ·(fraction of its variance due neither to the market nor to targeted styles). Exposures are active (relative
 * to the market). A style counts as targeted for a sleeve that is exposed to it in the direction of the target; variance
 * contributions are xₖ(Fx)ₖ, which sum to the variance. The contribution of a style is 0 where its exposure changes
 * sign, so the score is continuous.
 */
export function scoreSleeve(
  sleeve: MeasuredSleeve,
  input: ScoreInput,
): Omit<SleeveScore, 'expectedActiveReturn'> {
  const { snapshot, market, marketExposures, regime, rules } = input;
  const { id, holdings, coverage, covered, exposures: total } = sleeve;
  const active = total.map((x, k) => x - marketExposures[k]!);
  const styles = STYLES.map((style, k) => {
    const exposure = active[STYLE_AT + k]!;
    const target = rules.targets[regime][style];
    return { style, at: STYLE_AT + k, exposure, target, isTargeted: target * exposure > 0 };
  });
  const targeted = styles.filter((s) => s.isTargeted);

  const contributions = varianceContributions(snapshot, total);
  const variance = portfolioCovariance(snapshot, covered, covered);
  const onTarget = targeted.reduce((sum, { at }) => sum + contributions[at]!, contributions[0]!);
  const alignment = styles.reduce((sum, { target, exposure }) => sum + target * exposure, 0);
  const offTarget = variance > 0 ? 1 - onTarget / variance : 0;
  const score = alignment - rules.offTargetPenalty * offTarget;

  const ofStyles = new Float64Array(active.length);
  for (const { at, exposure } of styles) ofStyles[at] = exposure;
  const styleContributions = varianceContributions(snapshot, ofStyles);
  const styleVariance = styleContributions.reduce((sum, v) => sum + v, 0);

  const activePortfolio = activeHoldings(covered, market);
  const exposures = Object.fromEntries(styles.map((s) => [s.style, s.exposure])) as Record<Style, number>;
  return {
    id,
    stocks: holdings.length,
    coverage,
    exposures,
    alignment,
    unexplainedVariance: offTarget,
    score,
    factorAlpha: 100 * factorAlpha(exposures, rules.targets[regime], snapshot, rules.informationRatio),
    purity:
      styleVariance > 0
        ? targeted.reduce((sum, { at }) => sum + styleContributions[at]!, 0) / styleVariance
        : null,
    volatility: annualPercent(Math.sqrt(variance)),
    beta: portfolioBeta(snapshot, covered, market),
    trackingError: annualPercent(Math.sqrt(portfolioCovariance(snapshot, activePortfolio, activePortfolio))),
  };
}

/** xₖ(Fx)ₖ, which sums to x′Fx. */
function varianceContributions({ covariance }: RiskSnapshot, x: Float64Array): Float64Array {
  const fx = covarianceTimes(covariance, x);
  return x.map((v, k) => v * fx[k]!);
}
