import type { Regime } from '../../regimes/regime.ts';
import type { Holding } from '../../src/risk/portfolio/portfolio-risk.ts';
import type { Assets } from '../../src/optimiser/assets.ts';
import type { Objective } from '../../src/optimiser/assemble.ts';
import type { StockSnapshot } from '../stocks/stock-snapshot.ts';
import { holdingExposures, type MeasuredSleeve } from './sleeve-exposures.ts';
import type { ModelRules } from './rules.ts';
import { scoreSleeve } from './score.ts';
import type { SleeveScore } from './result.ts';
import { covarianceWithMarket, sleeveCovariance } from './sleeve-covariance.ts';

/** The quadratic programme of a regime's sleeve weights. Vectors have one entry per sleeve; figures are annual. */
export interface SleeveProgramme {
  readonly regime: Regime;
  readonly rules: ModelRules;
  readonly stocks: StockSnapshot;
  readonly sleeves: readonly MeasuredSleeve[];
  readonly scores: readonly SleeveScore[];
  readonly market: readonly Holding[];
  /** [39] */
  readonly marketExposures: Float64Array;
  readonly covariance: readonly (readonly number[])[];
  /** [S] Ends of the bands, as fractions of the portfolio. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly assets: Assets;
  readonly goal: Objective;
}

/**
 * Maximises a′θ − (λ/2)·(active variance), where a are the expected active returns from the scores. Active weights are the
 * portfolio's look-through stock weights minus the market's, which sum to 1: positions outside equities count as an
 * underweight in the market and carry no risk of their own. In sleeve weights θ, the active variance is
 * θ′Cθ − 2·θ′c + var(market), with C the covariance of the sleeves and c their covariance with the market. Dividing by λ
 * gives the minimisation that the optimiser solves: ½·θ′Cθ − (c + a/λ)′θ.
 */
export function sleeveProgramme(given: {
  readonly regime: Regime;
  readonly rules: ModelRules;
  readonly stocks: StockSnapshot;
  readonly sleeves: readonly MeasuredSleeve[];
  readonly low: Float64Array;
  readonly high: Float64Array;
}): SleeveProgramme {
  const { regime, rules, stocks, sleeves } = given;
  const { riskModel, market } = stocks;
  const marketExposures = holdingExposures(riskModel, market);
  const scores = sleeves.map((s) =>
    scoreSleeve(s, { snapshot: riskModel, market, marketExposures, regime, rules }),
  );
  const covariance = sleeveCovariance(riskModel, sleeves);
  const withMarket = covarianceWithMarket(riskModel, sleeves, market);
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
      linear: Float64Array.from(
        scores,
        (s, i) => -withMarket[i]! - s.expectedActiveReturn / 100 / rules.riskAversion,
      ),
    },
  };
}
