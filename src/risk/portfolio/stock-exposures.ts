import { userError } from '../../market/problem.ts';
import { SESSIONS_A_YEAR } from '../../math/annualise.ts';
import { FACTOR_COUNT, type Factor, FACTORS } from '../factors.ts';
import { addExposures, isCovered } from '../snapshot.ts';
import type { RiskModelAt } from '../store/risk-model-at.ts';
import { columnsByIsin } from './isin-holdings.ts';
import { portfolioCovariance } from './portfolio-risk.ts';
import { uncoveredReason } from './risk-report.ts';

/**
 * The exposures of a stock to the 39 factors: 1 to the market and to its industry, standardised ones to the styles.
 *
 * @param model a model from `readRiskModel`.
 * @returns exposures by factor, in the order of `FACTORS`.
 * @throws UserError for an ISIN that the model does not have or does not cover on the day.
 * @example
 * import { exposuresOf, readRiskModel } from 'trrm/risk';
 *
 * const model = readRiskModel('.trrm/demo/inec1');
 * const { BETA, SIZE, VALUE } = exposuresOf(model, model.store.issuers[0]!.isin);
 * console.log(BETA, SIZE, VALUE);
 */
export function exposuresOf(model: RiskModelAt, isin: string): Readonly<Record<Factor, number>> {
  const x = new Float64Array(FACTOR_COUNT);
  addExposures(model.session, coveredColumn(model, isin), 1, x);
  return Object.fromEntries(FACTORS.map((factor, k) => [factor, x[k]!])) as Record<Factor, number>;
}

/** The covariance of stocks as the optimiser takes it. */
export interface StockCovariance {
  /** [n] ISINs. */
  readonly names: readonly string[];
  /** [n][n] covariance of returns, annual decimals. */
  readonly covariance: readonly Float64Array[];
}

/**
 * The forecast covariance of stocks, X F X′ + D, annualised (× 252): `moments` for the optimiser.
 *
 * @param model a model from `readRiskModel`.
 * @param isins the stocks, each once; covered by the model.
 * @returns a symmetric matrix in the order of `isins`.
 * @throws UserError for an ISIN that the model does not have or does not cover on the day, or that occurs twice.
 * @example
 * import { optimise } from 'trrm/optimiser';
 * import { covarianceOf, isCovered, readRiskModel } from 'trrm/risk';
 *
 * const model = readRiskModel('.trrm/demo/inec1');
 * const covered = model.store.issuers.filter((_, i) => isCovered(model.session, i));
 * const moments = covarianceOf(model, covered.slice(0, 5).map(({ isin }) => isin));
 * console.log((await optimise({ moments, method: 'minimum-variance' })).weights);
 */
export function covarianceOf(model: RiskModelAt, isins: readonly string[]): StockCovariance {
  const columns = isins.map((isin) => coveredColumn(model, isin));
  const repeated = isins.find((_, i) => columns.indexOf(columns[i]!) < i);
  if (repeated !== undefined)
    throw userError('holdings', repeated, 'the stock occurs twice.', 'Give each stock once.');
  const alone = columns.map((issuer) => [{ issuer, weight: 1 }]);
  return {
    names: isins,
    covariance: alone.map((a) =>
      Float64Array.from(alone, (b) => SESSIONS_A_YEAR * portfolioCovariance(model.session, a, b)),
    ),
  };
}

function coveredColumn({ store, session, day }: RiskModelAt, isin: string): number {
  const column = columnsByIsin(store.issuers)(isin);
  if (column === undefined)
    throw userError('unknown-isin', isin, 'is not an issuer of the model.', 'Choose one of its issuers.');
  if (isCovered(session, column)) return column;
  throw userError(
    'not-covered',
    isin,
    `INEC-1 does not cover it on ${day}: ${uncoveredReason(session, column)}.`,
    'Leave it out, or choose another date.',
  );
}
