import type { Allocation } from '../../../../allocations/allocation.ts';
import type {
  LimitUse,
  Relaxation,
  Sampling,
  SleeveScore,
  SleeveView,
  UnintendedBet,
} from '../../../../allocations/risk-model/result.ts';
import type { SleeveId } from '../../../../allocations/positions.ts';
import type { Style } from '../../../risk/factors.ts';

/** A style with a non-zero target under the regime, and the portfolio’s active exposure to it, in standard deviations. */
export interface StyleTarget {
  readonly style: Style;
  readonly target: number;
  /** Null if the exposure of the opening holdings is not known. */
  readonly opening: number | null;
  readonly final: number;
}

/** A sleeve scored under the regime. Fractions and volatilities in percent. */
export interface ScoredSleeve {
  readonly id: SleeveId;
  /** Final weight, percent of the portfolio. */
  readonly weight: number;
  readonly score: number;
  readonly alignment: number;
  readonly unexplainedVariance: number;
  /** Null if the sleeve has no active style exposure. */
  readonly purity: number | null;
  readonly volatility: number;
  readonly beta: number;
  readonly trackingError: number;
  /** In the order of the targeted styles, with the contribution of each exposure to the score. */
  readonly exposures: readonly { readonly exposure: number; readonly contribution: number }[];
}

/** Scores, exposures and correlations of the sleeves by INEC-1 under the current regime. */
export interface ScoresModel {
  /** Session of the risk model, ISO date. */
  readonly day: string;
  readonly marketStocks: number;
  /** By absolute target, largest first. Styles without a target are omitted. */
  readonly styles: readonly StyleTarget[];
  readonly sleeves: readonly ScoredSleeve[];
  /** Square matrix in the order of `sleeves`. */
  readonly correlations: readonly (readonly number[])[];
  readonly views: readonly SleeveView[];
  readonly limits: readonly LimitUse[];
  readonly relaxedConstraints: readonly Relaxation[];
  /** Null if every exposure is in the direction of its target. */
  readonly unintendedBet: UnintendedBet | null;
  /** Null if no limit on positions takes effect. */
  readonly sampling: Sampling | null;
}

/** Null if the allocation does not use the risk model. */
export function scoresModel(allocation: Allocation): ScoresModel | null {
  if (allocation.method !== 'risk-model') return null;
  const { riskModel, final } = allocation;
  const styles = riskModel.styles
    .filter((s) => s.target !== 0)
    .sort((a, b) => Math.abs(b.target) - Math.abs(a.target));
  return {
    day: riskModel.session,
    marketStocks: riskModel.marketStocks,
    styles,
    sleeves: riskModel.sleeves.map((s) => scoredSleeve(s, final[s.id] ?? 0, styles)),
    correlations: riskModel.correlations,
    views: riskModel.views,
    limits: riskModel.limits,
    relaxedConstraints: riskModel.relaxedConstraints,
    unintendedBet: riskModel.unintendedBet ?? null,
    sampling: riskModel.sampling ?? null,
  };
}

const scoredSleeve = (s: SleeveScore, weight: number, styles: readonly StyleTarget[]): ScoredSleeve => ({
  id: s.id,
  weight: 100 * weight,
  score: s.score,
  alignment: s.alignment,
  unexplainedVariance: 100 * s.unexplainedVariance,
  purity: s.purity === null ? null : 100 * s.purity,
  volatility: s.volatility,
  beta: s.beta,
  trackingError: s.trackingError,
  exposures: styles.map(({ style, target }) => {
    const exposure = s.exposures[style];
    return { exposure, contribution: target * exposure };
  }),
});
