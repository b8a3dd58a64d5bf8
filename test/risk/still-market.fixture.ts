import { type DayTruth, simulateEquities } from '../../fixtures/equities/equity-market.ts';
import { type BiasTable, biasTests } from '../../src/risk/diagnostics/bias-tests.ts';
import { characteristicPortfolios } from '../../src/risk/diagnostics/characteristic-portfolios.ts';
import { diagnose, type RiskDiagnostics } from '../../src/risk/diagnostics/diagnose.ts';
import { advanceExposures, newExposureState } from '../../src/risk/exposures/exposures.ts';
import { plainForecast } from '../../src/risk/covariance/factor-forecast.ts';
import { FACTOR_COUNT, STYLES } from '../../src/risk/factors.ts';
import { advanceRiskModel, newRiskModel, riskModelWorkspace } from '../../src/risk/model.ts';
import { riskRules } from '../../src/risk/risk-rules.ts';
import { type RiskSession, sessionOf } from '../../src/risk/store/daily-record.ts';

/**
 * Results of the stationary market: the slope of estimated on true factor returns for each style, and the
 * diagnostics.
 */
export interface StillMarket {
  readonly slopes: readonly { readonly slope: number; readonly error: number }[];
  readonly diagnostics: RiskDiagnostics;
  /** Optimised portfolios formed and evaluated with the true covariance and true specific risk. */
  readonly knownTruth: readonly BiasTable[];
}

// The model is estimated on all stocks, and a quarter of the usual specific risk has the effect of sixteen times as
// many stocks. Shocks are independent and normal and conditions never change, so long half-lives without lags are
// appropriate, and so is the eigenfactor adjustment without its allowance for fat tails (a = 1); the defaults are for
// changing markets.
const rules = riskRules.parse({
  universe: { size: { kind: 'fraction', of: 1 } },
  covariance: {
    volatility: { halfLife: 504, lags: 0 },
    correlation: { halfLife: 1008, lags: 0 },
    shrink: false,
    eigenfactors: { scale: 1 },
  },
});

/** Forecasts are evaluated after ten months of factor returns: the first ones are based on sixty days. */
const SETTLED = 460;

/** Least-squares slope of one series on another, accumulated pair by pair, with its standard error. */
function slopeFit() {
  let [n, x, y, xx, xy, yy] = [0, 0, 0, 0, 0, 0];
  return {
    add(a: number, b: number): void {
      [n, x, y, xx, xy, yy] = [n + 1, x + a, y + b, xx + a * a, xy + a * b, yy + b * b];
    },
    result() {
      const [sxx, sxy, syy] = [xx - (x * x) / n, xy - (x * y) / n, yy - (y * y) / n];
      const slope = sxy / sxx;
      return { slope, error: Math.sqrt((syy / sxx - slope ** 2) / (n - 2)) };
    },
  };
}

function stillMarket(): StillMarket {
  // The market's true exposures are the model's own, so that what is tested is everything after the descriptors:
  // universe, timing, returns across splits and dividends, weights, constraint, covariance and specific risk.
  const market = simulateEquities({
    issuers: 800,
    from: '2017-04-01',
    conditions: 'still',
    specificScale: 0.25,
    exposures: (issuers) => {
      const state = newExposureState(issuers, rules.exposures, rules.universe);
      return { after: (slice) => advanceExposures(state, slice).styles };
    },
  });
  const model = newRiskModel(market.issuers, rules);
  const room = riskModelWorkspace(market.issuers.length);
  const slopes = STYLES.map(slopeFit);
  const knownTruth = biasTests(characteristicPortfolios, [1, 21]);
  let before: RiskSession | null = null;
  function* sessions(): Generator<RiskSession> {
    let t = 0;
    for (const { slice, truth } of market.days()) {
      if (before) knownTruth.add(knowing(before, truth));
      const day = advanceRiskModel(model, slice, room);
      const { factorReturns, rSquared } = day.regression ?? { factorReturns: [], rSquared: NaN };
      if (!Number.isNaN(rSquared))
        for (const [k, fit] of slopes.entries()) fit.add(truth.factorReturns[1 + k]!, factorReturns[1 + k]!);
      if (t++ < SETTLED) continue;
      before = sessionOf(day);
      yield before;
    }
  }
  const diagnostics = diagnose(sessions());
  return { slopes: slopes.map((fit) => fit.result()), diagnostics, knownTruth: knownTruth.result() };
}

/** The session with its forecasts replaced by the true values of the next one. */
function knowing(session: RiskSession, { factorCovariance, specificVolatility }: DayTruth): RiskSession {
  const covariance = factorCovariance.slice();
  // Industry returns sum to zero, which makes the matrix singular; a hundredth of a basis point makes it invertible.
  for (let k = 0; k < FACTOR_COUNT; k++) covariance[k * (FACTOR_COUNT + 1)]! += 1e-12;
  return { ...session, factorForecast: plainForecast(covariance, rules), specificVolatility };
}

process.stdout.write(JSON.stringify(stillMarket()));
