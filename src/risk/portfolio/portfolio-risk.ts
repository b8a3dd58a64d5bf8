import { FACTOR_COUNT } from '../factors.ts';
import { addExposures, covarianceTimes, exposuresDot, isCovered, type RiskSnapshot } from '../snapshot.ts';

/**
 * An issuer, by its column in the model, and its weight as a fraction of the portfolio; negative for a short
 * position.
 */
export interface Holding {
  readonly issuer: number;
  readonly weight: number;
}

/** The daily risk of a set of weights, in decimals. Contributions sum exactly to the volatility. */
export interface PortfolioRisk {
  readonly volatility: number;
  /** Volatility of the factor part; its square and that of `specific` sum to the portfolio variance. */
  readonly systematic: number;
  readonly specific: number;
  /** [39] portfolio exposures, Σ wᵢ xᵢₖ. */
  readonly exposures: Float64Array;
  /** [39] xₖ (F x)ₖ / σ. Together with `specificContribution` they sum to σ. */
  readonly factorContributions: Float64Array;
  /** Σ wᵢ² dᵢ / σ. */
  readonly specificContribution: number;
  /** One per non-zero holding, in order; the contributions wᵢ ∂σ/∂wᵢ sum to σ (Euler). */
  readonly holdings: readonly HoldingRisk[];
}

export interface HoldingRisk extends Holding {
  /** ∂σ/∂w, the marginal contribution to risk. */
  readonly marginal: number;
  readonly contribution: number;
}

/** Holdings that the model does not cover, so that the risk cannot be computed. */
export interface UncoveredHoldings {
  readonly kind: 'uncovered';
  readonly issuers: readonly number[];
}

export type PortfolioRiskResult = { readonly kind: 'risk'; readonly risk: PortfolioRisk } | UncoveredHoldings;

/**
 * Total risk of a portfolio, or active risk (tracking error) if the weights are active: variance = x′Fx + Σ w²d, for
 * exposures x, factor covariance F and specific variances d. Source: Grinold and Kahn (1999), ch. 3.
 *
 * @returns `uncovered` if any non-zero holding is outside the model: its risk is never guessed.
 * @example
 * const result = portfolioRisk(session, [{ issuer: 0, weight: 0.6 }, { issuer: 1, weight: 0.4 }]);
 * if (result.kind === 'risk') console.log(result.risk.volatility * Math.sqrt(252));
 */
export function portfolioRisk(snapshot: RiskSnapshot, holdings: readonly Holding[]): PortfolioRiskResult {
  const outside = holdings.filter((h) => h.weight !== 0 && !isCovered(snapshot, h.issuer));
  if (outside.length > 0) return { kind: 'uncovered', issuers: outside.map((h) => h.issuer) };
  const held = holdings.filter((h) => h.weight !== 0);
  const exposures = new Float64Array(FACTOR_COUNT);
  let specificVariance = 0;
  for (const { issuer, weight } of held) {
    addExposures(snapshot, issuer, weight, exposures);
    specificVariance += (weight * snapshot.specificVolatility[issuer]!) ** 2;
  }
  const factorCovariance = covarianceTimes(snapshot.covariance, exposures);
  let systematicVariance = 0;
  for (let k = 0; k < FACTOR_COUNT; k++) systematicVariance += exposures[k]! * factorCovariance[k]!;
  const volatility = Math.sqrt(systematicVariance + specificVariance);
  // An empty portfolio has zero risk and no marginal contributions.
  const per = volatility > 0 ? 1 / volatility : 0;
  return {
    kind: 'risk',
    risk: {
      volatility,
      systematic: Math.sqrt(systematicVariance),
      specific: Math.sqrt(specificVariance),
      exposures,
      factorContributions: exposures.map((x, k) => x * factorCovariance[k]! * per),
      specificContribution: specificVariance * per,
      holdings: held.map(({ issuer, weight }) => {
        const own = weight * snapshot.specificVolatility[issuer]! ** 2;
        const marginal = (exposuresDot(snapshot, issuer, factorCovariance) + own) * per;
        return { issuer, weight, marginal, contribution: weight * marginal };
      }),
    },
  };
}

/** Forecast covariance of two portfolios' daily returns. The model must cover all holdings; otherwise NaN. */
export const portfolioCovariance = (
  snapshot: RiskSnapshot,
  a: readonly Holding[],
  b: readonly Holding[],
): number => portfolioCovariances(snapshot, [a], [b])(0, 0);

/**
 * The same of every portfolio of one list with every one of another; what each contributes is computed once.
 *
 * @returns the covariance of portfolio i of `first` with portfolio j of `second`.
 */
export function portfolioCovariances(
  snapshot: RiskSnapshot,
  first: readonly (readonly Holding[])[],
  second: readonly (readonly Holding[])[] = first,
): (i: number, j: number) => number {
  const exposuresOf = (holdings: readonly Holding[]) => {
    const x = new Float64Array(FACTOR_COUNT);
    for (const { issuer, weight } of holdings) addExposures(snapshot, issuer, weight, x);
    return x;
  };
  const exposures = first.map(exposuresOf);
  const factorCovariances = (first === second ? exposures : second.map(exposuresOf)).map((x) =>
    covarianceTimes(snapshot.covariance, x),
  );
  const weights = second.map((holdings) => new Map(holdings.map((h) => [h.issuer, h.weight])));
  return (i, j) => {
    const x = exposures[i]!;
    const factorCovariance = factorCovariances[j]!;
    let covariance = 0;
    for (let k = 0; k < FACTOR_COUNT; k++) covariance += x[k]! * factorCovariance[k]!;
    for (const { issuer, weight } of first[i]!)
      covariance += weight * (weights[j]!.get(issuer) ?? 0) * snapshot.specificVolatility[issuer]! ** 2;
    return covariance;
  };
}

/**
 * Predicted beta of a portfolio: its covariance with the benchmark over the benchmark's variance, which must not be
 * 0.
 */
export const portfolioBeta = (
  snapshot: RiskSnapshot,
  portfolio: readonly Holding[],
  benchmark: readonly Holding[],
): number =>
  portfolioCovariance(snapshot, portfolio, benchmark) / portfolioCovariance(snapshot, benchmark, benchmark);

/** Active weights: portfolio minus benchmark, issuer by issuer. */
export function activeHoldings(portfolio: readonly Holding[], benchmark: readonly Holding[]): Holding[] {
  const weights = new Map<number, number>();
  for (const { issuer, weight } of portfolio) weights.set(issuer, (weights.get(issuer) ?? 0) + weight);
  for (const { issuer, weight } of benchmark) weights.set(issuer, (weights.get(issuer) ?? 0) - weight);
  return [...weights].map(([issuer, weight]) => ({ issuer, weight }));
}
