import type { Allocation } from '../../../../allocations/allocation.ts';
import type { Relaxation, SleeveScore } from '../../../../allocations/risk-model/result.ts';
import type { SleeveId } from '../../../../allocations/positions.ts';
import type { Style } from '../../../risk/factors.ts';

/** A style that the regime wants, or wants less of, and how much of it the portfolio has; in standard deviations. */
export interface WantedStyle {
  readonly style: Style;
  readonly wanted: number;
  /** Null where it is not known of what is held. */
  readonly before: number | null;
  readonly after: number;
}

/** A sleeve as the regime sees it. Shares and volatilities in percent. */
export interface ScoredSleeve {
  readonly id: SleeveId;
  /** Of the portfolio, after the run. */
  readonly weight: number;
  readonly score: number;
  readonly alignment: number;
  readonly offTarget: number;
  /** Null where the sleeve has no style of its own. */
  readonly purity: number | null;
  readonly volatility: number;
  readonly beta: number;
  readonly trackingError: number;
  /** In the order of the wanted styles; `adds` is what the exposure adds to the score. */
  readonly exposures: readonly { readonly exposure: number; readonly adds: number }[];
}

/** What INEC-1 says of the sleeves under the regime in force. */
export interface ScoresModel {
  /** The model's session. */
  readonly day: string;
  readonly marketNames: number;
  /** Those most wanted, or least, first. Styles without a target are left out. */
  readonly styles: readonly WantedStyle[];
  readonly sleeves: readonly ScoredSleeve[];
  /** In the order of `sleeves`. */
  readonly correlations: readonly (readonly number[])[];
  readonly relaxed: readonly Relaxation[];
}

/** Null where the allocation was made without the risk model. */
export function scoresModel(allocation: Allocation): ScoresModel | null {
  if (allocation.method !== 'risk-model') return null;
  const { scored, after } = allocation;
  const styles = scored.styles
    .filter((s) => s.wanted !== 0)
    .map(({ style, wanted, drifted, after: then }) => ({ style, wanted, before: drifted, after: then }))
    .sort((a, b) => Math.abs(b.wanted) - Math.abs(a.wanted));
  return {
    day: scored.day,
    marketNames: scored.marketNames,
    styles,
    sleeves: scored.sleeves.map((s) => scoredSleeve(s, after[s.id] ?? 0, styles)),
    correlations: scored.correlations,
    relaxed: scored.relaxed,
  };
}

const scoredSleeve = (s: SleeveScore, weight: number, styles: readonly WantedStyle[]): ScoredSleeve => ({
  id: s.id,
  weight: 100 * weight,
  score: s.score,
  alignment: s.alignment,
  offTarget: 100 * s.offTarget,
  purity: s.purity === null ? null : 100 * s.purity,
  volatility: s.volatility,
  beta: s.beta,
  trackingError: s.trackingError,
  exposures: styles.map(({ style, wanted }) => {
    const exposure = s.exposures[style];
    return { exposure, adds: wanted * exposure };
  }),
});
