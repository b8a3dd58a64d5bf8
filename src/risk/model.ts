import type { Day } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import type { PriceRecord } from '../market/stocks/prices/price-state.ts';
import { widenRows } from '../math/windows/ring.ts';
import {
  advanceCovariance,
  type CovarianceState,
  type FactorCovariance,
  factorCovariance,
  newCovariance,
} from './covariance/covariance.ts';
import type { DaySlice, Issuer } from './day-slice.ts';
import {
  advanceExposures,
  type Exposures,
  type ExposureState,
  growExposures,
  newExposureState,
  widenExposures,
} from './exposures/exposures.ts';
import { issuerKey } from './issuer-key.ts';
import { regress, type RegressionDay, type RegressionWorkspace, regressionWorkspace } from './regression/regression.ts';
import type { RiskRules } from './risk-rules.ts';
import {
  advanceSpecificRisk,
  newSpecificRisk,
  type SpecificRisk,
  type SpecificRiskState,
  widenSpecificRisk,
} from './specific/specific-risk.ts';

/**
 * INEC-1 as it stands between two sessions: all that the next one needs of the past, in plain numbers and typed
 * arrays. A rebuild and an extension feed it the same sessions and come to the same bits.
 */
export interface RiskModel {
  readonly rules: RiskRules;
  readonly exposures: ExposureState;
  readonly covariance: CovarianceState;
  readonly specificRisk: SpecificRiskState;
  /** What the last session ended with, on which the next is regressed; null before the first. */
  latest: { readonly exposures: Exposures; readonly specificRisk: SpecificRisk | null } | null;
}

/** What one session added. */
export interface RiskDay {
  readonly day: Day;
  /** On the exposures of the close before; null on the first session. */
  readonly regression: RegressionDay | null;
  /** [N]: total returns since the close before, decimals; NaN where there is none. */
  readonly returns: Float64Array;
  /** [N]: of shares that traded again after a rest too long for a day's return, the total return since; NaN elsewhere. */
  readonly resumed: Float64Array;
  /** At the close: what the next session will be regressed on. */
  readonly exposures: Exposures;
  /** For the next session; null until the factor returns reach back far enough. Computed when asked for. */
  readonly covariance: () => FactorCovariance | null;
  readonly specificRisk: SpecificRisk | null;
}

/** Room that a session's arithmetic needs and nothing remembers. */
export type RiskRoom = RegressionWorkspace;

/** @throws UserError where two issuers have the same ISIN, and so would count twice. */
export function newRiskModel(issuers: readonly Issuer[], rules: RiskRules): RiskModel {
  refuseDuplicates(issuers);
  return {
    rules,
    exposures: newExposureState(issuers, rules.exposures, rules.universe),
    covariance: newCovariance(rules.covariance),
    specificRisk: newSpecificRisk(issuers.length, rules.specificRisk),
    latest: null,
  };
}

/**
 * The same model with issuers appended of which nothing has been heard so far; it then gives the bits of one that had
 * them from the start. `issuers` begins with those that it has.
 *
 * @throws UserError where two issuers have the same ISIN.
 */
export function growRiskModel(model: RiskModel, issuers: readonly Issuer[]): RiskModel {
  const { latest } = model;
  const before = model.exposures.issuers.length;
  const names = issuers.length;
  // Nobody has come, as on most days; at most a name has changed.
  if (names === before) return { ...model, exposures: { ...model.exposures, issuers } };
  refuseDuplicates(issuers);
  return {
    ...model,
    exposures: growExposures(model.exposures, issuers),
    specificRisk: widenSpecificRisk(model.specificRisk, names),
    latest: latest && {
      exposures: widenExposures(latest.exposures, issuers),
      specificRisk: latest.specificRisk && {
        ...latest.specificRisk,
        volatility: widenRows(latest.specificRisk.volatility, before, names, NaN),
      },
    },
  };
}

function refuseDuplicates(issuers: readonly Issuer[]): void {
  const seen = new Map<string, Issuer>();
  for (const issuer of issuers) {
    const key = issuerKey(issuer);
    const other = seen.get(key);
    if (other) {
      throw userError(
        'duplicate-isin',
        issuer.isin || issuer.symbol,
        `is given to two issuers, ${other.symbol} and ${issuer.symbol}.`,
        'Merge their lines, or correct the ISIN of one.',
      );
    }
    seen.set(key, issuer);
  }
}

export const riskRoom = (issuers: number): RiskRoom => regressionWorkspace(issuers);

/**
 * Takes in one session. Its returns are regressed on what was known at the close before; its factor and specific
 * returns then make the forecast, and its prices, volumes and accounts the exposures, for the next. Changes the
 * model in place.
 */
export function advanceRiskModel(model: RiskModel, slice: DaySlice, room: RiskRoom): RiskDay {
  const { rules, latest } = model;
  const indexBefore = model.exposures.prices.index.slice();
  const exposures = advanceExposures(model.exposures, slice);
  const returns = model.exposures.prices.returns.slice();
  // Until a first universe stands there is nobody to estimate on: no regression, and no fault either.
  const known = latest?.exposures.inEstimation.includes(1) ? latest : null;
  const regression =
    known &&
    regress(room, slice.day, returns, known.exposures, rules.regression, known.specificRisk?.volatility);
  let specificRisk: SpecificRisk | null = null;
  if (regression) {
    advanceCovariance(model.covariance, slice.day, regression.factorReturns, rules.covariance);
    specificRisk = advanceSpecificRisk(
      model.specificRisk,
      regression.residuals,
      exposures,
      rules.specificRisk,
    );
  }
  model.latest = { exposures, specificRisk };
  return {
    day: slice.day,
    regression,
    returns,
    resumed: resumedReturns(model.exposures.prices, indexBefore),
    exposures,
    covariance: () => factorCovariance(model.covariance, rules.covariance),
    specificRisk,
  };
}

const resumedReturns = ({ idle, index, returns }: PriceRecord, indexBefore: Float64Array): Float64Array =>
  index.map((now, i) => (idle[i] === 0 && Number.isNaN(returns[i]!) ? now / indexBefore[i]! - 1 : NaN));
