import type { Regime } from '../../regimes/regime.ts';
import { FACTOR_COUNT } from '../../src/risk/factors.ts';
import type { Holding } from '../../src/risk/portfolio/portfolio-risk.ts';
import type { Assets } from '../../src/optimiser/assets.ts';
import type { Objective } from '../../src/optimiser/assemble.ts';
import type { StockSnapshot } from '../stocks/stock-snapshot.ts';
import { holdingExposures, type MeasuredSleeve } from './sleeve-exposures.ts';
import type { ModelRules } from './rules.ts';
import { scoreSleeve } from './score.ts';
import type { SleeveScore } from './result.ts';
import { activeCovariance, sleeveCovariance } from './sleeve-covariance.ts';
import { type ReturnsWithViews, viewsOn, withSleeveViews } from './views.ts';

/** The quadratic programme of a regime's sleeve weights. Vectors have one entry per sleeve; figures are annual. */
export interface SleeveProgramme {
  readonly regime: Regime;
  readonly rules: ModelRules;
  readonly stocks: StockSnapshot;
  readonly sleeves: readonly MeasuredSleeve[];
  readonly scores: readonly SleeveScore[];
  readonly views: ReturnsWithViews;
  readonly market: readonly Holding[];
  /** [39] */
  readonly marketExposures: Float64Array;
  readonly covariance: readonly (readonly number[])[];
  /** [S] The bouquet after redistribution, as fractions of the portfolio: the anchor. */
  readonly bouquet: Float64Array;
  /** [39] Its look-through exposures. */
  readonly bouquetExposures: Float64Array;
  /** [S] Ends of the bands, as fractions of the portfolio. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly assets: Assets;
  readonly goal: Objective;
}

/**
 * Maximises a′θ − (λ/2)·(θ − b)′C(θ − b), where a are the sleeves' factor alphas (with the committee's views, if there
 * are any), b the bouquet after redistribution and C
 * the covariance of the sleeves. Risk is measured against the bouquet and not against the market: the bouquet is what the
 * regime calls for, and an optimiser that is charged for the distance from the market spends its freedom on undoing it.
 * Dividing by λ gives the minimisation that the optimiser solves: ½·θ′Cθ − (Cb + a/λ)′θ. The cost of trading is added with
 * the constraints.
 */
export function sleeveProgramme(given: {
  readonly regime: Regime;
  readonly rules: ModelRules;
  readonly stocks: StockSnapshot;
  readonly sleeves: readonly MeasuredSleeve[];
  readonly bouquet: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}): SleeveProgramme {
  const { regime, rules, stocks, sleeves, bouquet } = given;
  const { riskModel, market } = stocks;
  const marketExposures = holdingExposures(riskModel, market);
  const covariance = sleeveCovariance(riskModel, sleeves);
  const scored = sleeves.map((s) =>
    scoreSleeve(s, { snapshot: riskModel, market, marketExposures, regime, rules }),
  );
  const views = withSleeveViews(
    sleeves.map((s) => s.id),
    Float64Array.from(scored, (s) => s.factorAlpha / 100),
    () => activeCovariance(riskModel, sleeves, market),
    viewsOn(rules.views, stocks.day),
  );
  const scores = scored.map((s, i) => ({ ...s, expectedActiveReturn: 100 * views.expected[i]! }));
  const ofBouquet = covariance.map((row) => row.reduce((sum, c, j) => sum + c * bouquet[j]!, 0));
  return {
    ...given,
    scores,
    views,
    market,
    marketExposures,
    covariance,
    bouquetExposures: weightedExposures(sleeves, bouquet),
    assets: {
      names: sleeves.map((s) => s.id),
      covariance: { kind: 'dense', n: sleeves.length, matrix: Float64Array.from(covariance.flat()) },
      expected: null,
    },
    goal: {
      linear: Float64Array.from(
        scores,
        (s, i) => -ofBouquet[i]! - s.expectedActiveReturn / 100 / rules.riskAversion,
      ),
    },
  };
}

/** [39] Σ weight × exposure over the sleeves. */
function weightedExposures(sleeves: readonly MeasuredSleeve[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(FACTOR_COUNT);
  sleeves.forEach(({ exposures }, i) => {
    for (let k = 0; k < FACTOR_COUNT; k++) sum[k]! += weights[i]! * exposures[k]!;
  });
  return sum;
}
