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
import type { MeasuredSleeve } from './sleeve-exposures.ts';
import type { ModelRules } from './rules.ts';
import type { SleeveScore } from './result.ts';

export interface ScoreInput {
  readonly snapshot: RiskSnapshot;
  readonly market: readonly Holding[];
  /** [39], of `market`. */
  readonly marketExposures: Float64Array;
  readonly regime: Regime;
  readonly rules: ModelRules;
}

/**
 * How well a sleeve's exposures line up with what a regime wants, less what of its risk has nothing to do with that:
 * Σ tₖxₖ − γ·(share of its variance that is neither market nor wanted styles). Exposures are the sleeve's less the
 * market's. A style is wanted of a sleeve that has it in the direction of the target; the parts of a variance are
 * xₖ(Fx)ₖ, which add up. Where an exposure changes sign its part is 0, so a score never jumps.
 */
export function scoreSleeve(sleeve: MeasuredSleeve, input: ScoreInput): SleeveScore {
  const { snapshot, market, marketExposures, regime, rules } = input;
  const { id, holdings, coverage, covered, exposures: total } = sleeve;
  const active = total.map((x, k) => x - marketExposures[k]!);
  const styles = STYLES.map((style, k) => {
    const exposure = active[STYLE_AT + k]!;
    const target = rules.targets[regime][style];
    return { style, at: STYLE_AT + k, exposure, target, isWanted: target * exposure > 0 };
  });
  const wanted = styles.filter((s) => s.isWanted);

  const parts = partsOfVariance(snapshot, total);
  const variance = portfolioCovariance(snapshot, covered, covered);
  const onTarget = wanted.reduce((sum, { at }) => sum + parts[at]!, parts[0]!);
  const alignment = styles.reduce((sum, { target, exposure }) => sum + target * exposure, 0);
  const offTarget = variance > 0 ? 1 - onTarget / variance : 0;
  const score = alignment - rules.offTargetPenalty * offTarget;

  const ofStyles = new Float64Array(active.length);
  for (const { at, exposure } of styles) ofStyles[at] = exposure;
  const styleParts = partsOfVariance(snapshot, ofStyles);
  const styleVariance = styleParts.reduce((sum, v) => sum + v, 0);

  const away = activeHoldings(covered, market);
  const trackingError = annualPercent(Math.sqrt(portfolioCovariance(snapshot, away, away)));
  return {
    id,
    names: holdings.length,
    coverage,
    exposures: Object.fromEntries(styles.map((s) => [s.style, s.exposure])) as Record<Style, number>,
    alignment,
    offTarget,
    score,
    expected: rules.informationRatio * trackingError * score,
    purity:
      styleVariance > 0 ? wanted.reduce((sum, { at }) => sum + styleParts[at]!, 0) / styleVariance : null,
    volatility: annualPercent(Math.sqrt(variance)),
    beta: portfolioBeta(snapshot, covered, market),
    trackingError,
  };
}

/** xₖ(Fx)ₖ, which sum to x′Fx. */
function partsOfVariance({ covariance }: RiskSnapshot, x: Float64Array): Float64Array {
  const fx = covarianceTimes(covariance, x);
  return x.map((v, k) => v * fx[k]!);
}
