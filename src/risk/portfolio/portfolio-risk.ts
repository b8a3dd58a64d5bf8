import { FACTOR_COUNT } from '../factors.ts';
import { addExposures, covarianceTimes, exposuresDot, isCovered, type RiskSnapshot } from '../snapshot.ts';

/** A holding: an issuer's column and its weight, as a fraction of the portfolio; negative where sold short. */
export interface Holding {
  readonly issuer: number;
  readonly weight: number;
}

/** The risk of a set of weights, all daily. Contributions are to the volatility and sum to it exactly. */
export interface PortfolioRisk {
  readonly volatility: number;
  /** Standard deviations of the two parts: their squares sum to the square of the volatility. */
  readonly systematic: number;
  readonly specific: number;
  /** [39]: Σ wᵢ xᵢₖ. */
  readonly exposures: Float64Array;
  /** [39]: xₖ (F x)ₖ / σ. With `specificContribution` they sum to σ. */
  readonly factorContributions: Float64Array;
  /** Σ wᵢ² dᵢ / σ. */
  readonly specificContribution: number;
  /** One for each holding, in order: wᵢ ∂σ/∂wᵢ. They sum to σ. */
  readonly holdings: readonly HoldingRisk[];
}

export interface HoldingRisk extends Holding {
  /** ∂σ/∂w: what a little more of it adds. */
  readonly marginal: number;
  readonly contribution: number;
}

/** What a risk cannot be computed of: holdings that the model does not cover. */
export interface Uncovered {
  readonly kind: 'uncovered';
  readonly issuers: readonly number[];
}

export type PortfolioRiskResult = { readonly kind: 'risk'; readonly risk: PortfolioRisk } | Uncovered;

/**
 * Total risk of a portfolio, or active risk when the weights are those of the portfolio less those of a
 * benchmark. Source: Grinold and Kahn (1999), ch. 3; x′Fx + Σ w²d.
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
  // Nothing held has no risk, and no direction in which it changes.
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

/** Covariance of two portfolios' daily returns. Both must be covered. */
export function portfolioCovariance(
  snapshot: RiskSnapshot,
  a: readonly Holding[],
  b: readonly Holding[],
): number {
  const exposuresOf = (holdings: readonly Holding[]) => {
    const x = new Float64Array(FACTOR_COUNT);
    for (const { issuer, weight } of holdings) addExposures(snapshot, issuer, weight, x);
    return x;
  };
  const [xa, fb] = [exposuresOf(a), covarianceTimes(snapshot.covariance, exposuresOf(b))];
  let covariance = 0;
  for (let k = 0; k < FACTOR_COUNT; k++) covariance += xa[k]! * fb[k]!;
  const weightInB = new Map(b.map((h) => [h.issuer, h.weight]));
  for (const { issuer, weight } of a) {
    covariance += weight * (weightInB.get(issuer) ?? 0) * snapshot.specificVolatility[issuer]! ** 2;
  }
  return covariance;
}

/** The model's beta of a portfolio to a benchmark: their covariance over the benchmark's variance, which must not be 0. */
export const portfolioBeta = (
  snapshot: RiskSnapshot,
  portfolio: readonly Holding[],
  benchmark: readonly Holding[],
): number =>
  portfolioCovariance(snapshot, portfolio, benchmark) / portfolioCovariance(snapshot, benchmark, benchmark);

/** Portfolio less benchmark, issuer by issuer. */
export function activeHoldings(portfolio: readonly Holding[], benchmark: readonly Holding[]): Holding[] {
  const weights = new Map<number, number>();
  for (const { issuer, weight } of portfolio) weights.set(issuer, (weights.get(issuer) ?? 0) + weight);
  for (const { issuer, weight } of benchmark) weights.set(issuer, (weights.get(issuer) ?? 0) - weight);
  return [...weights].map(([issuer, weight]) => ({ issuer, weight }));
}
