import type { Regime } from '../../regimes/regime.ts';
import type { Holding } from '../../src/risk/portfolio/portfolio-risk.ts';
import type { Assets } from '../../src/optimiser/assets.ts';
import type { Goal } from '../../src/optimiser/assemble.ts';
import type { StockBasis } from '../stocks/stock-snapshot.ts';
import { exposuresOf, type MeasuredSleeve } from './sleeve-exposures.ts';
import type { ModelRules } from './rules.ts';
import { scoreSleeve } from './score.ts';
import type { SleeveScore } from './result.ts';
import { covarianceWithMarket, sleeveCovariance } from './sleeve-covariance.ts';

/** What a regime's weights of sleeves are found from. Vectors have an entry a sleeve; figures are a year's. */
export interface SleeveProgramme {
  readonly regime: Regime;
  readonly rules: ModelRules;
  readonly basis: StockBasis;
  readonly sleeves: readonly MeasuredSleeve[];
  readonly scores: readonly SleeveScore[];
  readonly market: readonly Holding[];
  /** [39] */
  readonly marketExposures: Float64Array;
  readonly covariance: readonly (readonly number[])[];
  /** Ends of the bands, as fractions of the portfolio. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly assets: Assets;
  readonly goal: Goal;
}

/**
 * Maximise a′θ − (λ/2)·(active variance), a from the scores. Active are the portfolio's shares less the market's, which
 * sum to 1: what is not in shares counts as underweight in the market, without risk of its own. In weights of sleeves,
 * that variance is θ′Cθ − 2·θ′c + the market's, with C their covariances and c those with the market. Divided by λ, so
 * that the optimiser has a covariance to minimise: ½·θ′Cθ − (c + a/λ)′θ.
 */
export function sleeveProgramme(given: {
  readonly regime: Regime;
  readonly rules: ModelRules;
  readonly basis: StockBasis;
  readonly sleeves: readonly MeasuredSleeve[];
  readonly low: Float64Array;
  readonly high: Float64Array;
}): SleeveProgramme {
  const { regime, rules, basis, sleeves } = given;
  const { snapshot, market } = basis;
  const marketExposures = exposuresOf(snapshot, market);
  const scores = sleeves.map((s) => scoreSleeve(s, { snapshot, market, marketExposures, regime, rules }));
  const covariance = sleeveCovariance(snapshot, sleeves);
  const withMarket = covarianceWithMarket(snapshot, sleeves, market);
  return {
    ...given,
    scores,
    market,
    marketExposures,
    covariance,
    assets: {
      names: sleeves.map((s) => s.id),
      covariance: { kind: 'dense', n: sleeves.length, matrix: Float64Array.from(covariance.flat()) },
      expected: null,
    },
    goal: {
      linear: Float64Array.from(scores, (s, i) => -withMarket[i]! - s.expected / 100 / rules.riskAversion),
    },
  };
}
