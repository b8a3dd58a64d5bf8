import { addDays, day } from '../../../src/market/day.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import type { Issuer } from '../../../src/market/stocks/daily-slice.ts';
import { FACTOR_COUNT, FACTORS, INDUSTRY_AT, STYLE_COUNT } from '../../../src/risk/factors.ts';
import type { Holding } from '../../../src/risk/portfolio/portfolio-risk.ts';
import { type PortfolioRiskReport, reportPortfolioRisk } from '../../../src/risk/portfolio/risk-report.ts';
import { plainForecast } from '../../../src/risk/covariance/factor-forecast.ts';
import { DEFAULT_RISK_RULES } from '../../../src/risk/risk-rules.ts';
import { forecastAt, type RiskSession } from '../../../src/risk/store/daily-record.ts';
import { DESCRIPTORS } from '../../../src/risk/exposures/descriptors/styles.ts';

const N = 60;
/** Uncorrelated factors of 1 % a day for the market and half as much for the others. */
const FACTOR_DEVIATION = FACTORS.map((_, k) => (k === 0 ? 0.01 : 0.005));
const SPECIFIC_DEVIATION = 0.015;

export const ISSUERS: readonly Issuer[] = Array.from({ length: N }, (_, i) => ({
  isin: `INE${String(i).padStart(6, '0')}010`,
  symbol: `SHARE${i + 1}`,
  name: `Share ${i + 1} Limited`,
  industry: i % 26,
  listedOn: null,
}));

/** Sessions of a synthetic model with correct forecasts: returns are drawn from the forecast distribution. */
export function madeSessions(count: number): RiskSession[] {
  const random = randomStream(7);
  const draw = (n: number, deviation: (i: number) => number) =>
    Float64Array.from({ length: n }, (_, i) => deviation(i) * normal(random));
  const industry = Uint8Array.from(ISSUERS, (issuer) => issuer.industry);
  const styles = draw(N * STYLE_COUNT, () => 1);
  const covariance = new Float64Array(FACTOR_COUNT * FACTOR_COUNT);
  FACTOR_DEVIATION.forEach((d, k) => (covariance[k * (FACTOR_COUNT + 1)] = d * d));
  return Array.from({ length: count }, (_, t): RiskSession => {
    const factorReturns = draw(FACTOR_COUNT, (k) => FACTOR_DEVIATION[k]!);
    const residuals = draw(N, () => SPECIFIC_DEVIATION);
    const returns = residuals.map((e, i) => {
      let r = e + factorReturns[0]! + factorReturns[INDUSTRY_AT + industry[i]!]!;
      for (let s = 0; s < STYLE_COUNT; s++) r += styles[i * STYLE_COUNT + s]! * factorReturns[1 + s]!;
      return r;
    });
    return {
      day: addDays(day('2021-01-01'), t),
      returns,
      resumed: new Float64Array(N).fill(NaN),
      residuals,
      styles,
      industry,
      factorForecast: plainForecast(covariance, DEFAULT_RISK_RULES),
      residualScale: new Float64Array(N).fill(1),
      specificVolatility: new Float64Array(N).fill(SPECIFIC_DEVIATION),
      marketCap: Float64Array.from({ length: N }, (__, i) => 1000 * (i + 1)),
      inEstimation: new Uint8Array(N).fill(1),
      universeStatus: new Uint8Array(N),
      flags: new Uint16Array(N),
      factorReturns,
      standardErrors: new Float64Array(FACTOR_COUNT).fill(0.002),
      vif: Float64Array.from({ length: STYLE_COUNT }, (__, s) => 1.5 + s),
      dropped: new Int32Array(DESCRIPTORS.length),
      rSquared: 0.4,
      adjustedRSquared: 0.2,
      rSquaredAboutZero: 0.5,
      condition: 30,
      stocks: N,
      trimmed: 0,
      method: 'cholesky',
    };
  });
}

/** The equal-weighted benchmark of the synthetic model. */
export const BENCHMARK: readonly Holding[] = ISSUERS.map((_, issuer) => ({ issuer, weight: 1 / N }));

/** The risk of holdings on the first synthetic session. */
export const riskOf = (holdings: readonly Holding[]): PortfolioRiskReport =>
  reportPortfolioRisk(forecastAt(madeSessions(1)[0]!, 21), ISSUERS, holdings, {
    name: 'all alike',
    holdings: BENCHMARK,
  });
