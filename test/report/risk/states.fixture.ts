import { day } from '../../../src/market/day.ts';
import type { RiskPage } from '../../../src/report/risk/page.ts';
import type { AttributionReport } from '../../../src/risk/portfolio/attribution-report.ts';
import { diagnose } from '../../../src/risk/diagnostics/diagnose.ts';
import { FACTORS } from '../../../src/risk/factors.ts';
import { BENCHMARK, ISSUERS, madeSessions, riskOf } from './model.fixture.ts';

const YEARS = Array.from({ length: 20 }, (_, i) => 2002 + i);

export const diagnostics = diagnose(madeSessions(150), { portfolios: 10 });

/** Ten stocks with equal weights, and 10 % in cash. */
export const held = riskOf(Array.from({ length: 10 }, (_, issuer) => ({ issuer, weight: 0.09 })));

const sources = {
  factors: FACTORS.map((factor, k) => ({ factor, contribution: k === 1 ? -4 : 0.1 })),
  specific: 1.25,
  uncovered: -0.05,
  total: 38 * 0.1 - 4 + 1.25 - 0.05,
};
export const attribution: AttributionReport = {
  simulated: false,
  from: '2021-01-04',
  to: '2021-06-30',
  sessions: 120,
  total: { ...sources, specific: 9, total: sources.total + 7.75 },
  active: sources,
  benchmark: 'all alike',
};

export const page: RiskPage = {
  simulated: false,
  issuers: ISSUERS.length,
  diagnostics,
  portfolio: { risk: held, attribution },
};

const alone = { ...page, portfolio: null };

/** States in which the risk page must be valid. */
export const RISK_STATES: Readonly<Record<string, RiskPage>> = {
  'a portfolio with attribution': page,
  'a portfolio alone': { ...page, portfolio: { risk: held, attribution: null } },
  'the model alone': alone,
  'the simulated market': { ...page, simulated: true },
  'a model without sessions': { ...alone, diagnostics: diagnose([]) },
  'a model of one session': { ...alone, diagnostics: diagnose(madeSessions(1)) },
  'a model without regressions or forecasts': {
    ...alone,
    diagnostics: diagnose(
      madeSessions(30).map((s) => ({
        ...s,
        names: 0,
        rSquared: NaN,
        adjustedRSquared: NaN,
        condition: NaN,
        factorForecast: null,
        specificVolatility: s.specificVolatility.map(() => NaN),
        factorReturns: s.factorReturns.map(() => NaN),
        residuals: s.residuals.map(() => NaN),
        vif: s.vif.map(() => NaN),
        inEstimation: s.inEstimation.map(() => 0),
      })),
    ),
  },
  'twenty years': {
    ...alone,
    diagnostics: { ...diagnostics, fit: YEARS.map((year) => ({ ...diagnostics.fit[0]!, year })) },
  },
  'a year that the factors do not explain': {
    ...alone,
    diagnostics: {
      ...diagnostics,
      fit: diagnostics.fit.map((f) => ({ ...f, rSquared: 0.01, adjustedRSquared: -0.2, condition: null })),
    },
  },
  'an invalid covariance matrix and inaccurate forecasts': {
    ...alone,
    diagnostics: {
      ...diagnostics,
      covariance: { ...diagnostics.covariance, invalid: [day('2021-02-03'), day('2021-02-04')] },
      styles: diagnostics.styles.map((s) => ({ ...s, stability: 0.5, rating: 'bad', fractionImputed: 0.4 })),
      bias: diagnostics.bias.map((b) => ({
        ...b,
        tests: b.tests.map((t) => ({ ...t, bias: 9, inBand: false })),
      })),
    },
  },
  'a portfolio that is its benchmark': { ...page, portfolio: { risk: riskOf(BENCHMARK), attribution: null } },
  'a leveraged portfolio': {
    ...page,
    portfolio: { risk: riskOf([{ issuer: 3, weight: 1.5 }]), attribution: null },
  },
};
