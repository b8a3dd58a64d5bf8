import type { DayTruth } from '../../fixtures/equities/equity-market.ts';
import type { TestPortfolioFamily } from '../../src/risk/diagnostics/test-portfolio.ts';
import { biasTests } from '../../src/risk/diagnostics/bias-tests.ts';
import {
  characteristicPortfolios,
  characteristicPortfoliosBuyAndHold,
} from '../../src/risk/diagnostics/characteristic-portfolios.ts';
import { bandCoveragePValue } from '../../src/risk/diagnostics/band-coverage-p-value.ts';
import { pureFactors } from '../../src/risk/diagnostics/factor-portfolios.ts';
import { randomActive } from '../../src/risk/diagnostics/random-active-portfolios.ts';
import { plainForecast } from '../../src/risk/covariance/factor-forecast.ts';
import { DEFAULT_RISK_RULES } from '../../src/risk/risk-rules.ts';
import { FACTOR_COUNT } from '../../src/risk/factors.ts';
import { type RiskSession, sessionOf } from '../../src/risk/store/daily-record.ts';
import { pValueText, table } from './diagnostic-tables.ts';
import { type SimulatedModel, simulatedModel } from './simulated-model.ts';

/** Replaces forecasts of a session by the true values of the next. */
type Oracle = (session: RiskSession, next: DayTruth) => RiskSession;

const factors: Oracle = (session, { factorCovariance }) => ({
  ...session,
  factorForecast: plainForecast(invertible(factorCovariance), DEFAULT_RISK_RULES),
});
const specific: Oracle = (session, { specificVolatility }) => ({ ...session, specificVolatility });
const ORACLES: Readonly<Record<string, Oracle>> = {
  both: (session, next) => specific(factors(session, next), next),
  'factor covariance': factors,
  'specific risk': specific,
  neither: (session) => session,
};

const FAMILIES: readonly TestPortfolioFamily[] = [
  pureFactors,
  randomActive(30, 1),
  characteristicPortfolios,
  characteristicPortfoliosBuyAndHold,
];
const HORIZONS = [1, 21];

/**
 * Bias of the test portfolios if the true factor covariance, the true specific risk, both or neither replace the
 * forecasts: it shows which estimate causes a bias. Portfolios of all markets are pooled, because one market is a
 * single draw.
 */
export function knownTruth(which: SimulatedModel, settle: number, seeds: readonly number[]): string {
  const cells = Object.values(ORACLES).map(() => FAMILIES.map(() => HORIZONS.map((): number[][] => [])));
  for (const seed of seeds) {
    const known = Object.values(ORACLES).map((oracle) => ({
      oracle,
      tests: FAMILIES.map((family) => biasTests(family, HORIZONS)),
    }));
    let before: RiskSession | null = null;
    let t = 0;
    for (const { day, truth } of simulatedModel(which, seed)) {
      if (before)
        for (const { oracle, tests } of known) {
          const session = oracle(before, truth);
          for (const test of tests) test.add(session);
        }
      before = t++ >= settle ? sessionOf(day) : null;
    }
    for (const [k, { tests }] of known.entries())
      for (const [f, test] of tests.entries())
        for (const [h, found] of test.result().entries())
          cells[k]![f]![h]!.push(...found.tests.map(({ bias, inBand }) => [bias, inBand ? 1 : 0]));
  }
  const rows = FAMILIES.flatMap(({ kind }, f) =>
    Object.keys(ORACLES).map((name, k) => [
      kind,
      name,
      ...cells[k]![f]!.flatMap((found) => {
        const [bias, inBand] = [0, 1].map((at) => found.reduce((sum, pair) => sum + pair[at]!, 0));
        const percentInBand = ((100 * inBand!) / found.length).toFixed(0);
        return [
          (bias! / found.length).toFixed(3),
          percentInBand,
          pValueText(bandCoveragePValue(inBand!, found.length)),
        ];
      }),
    ]),
  );
  const head = HORIZONS.flatMap((h) => [`mean B, ${h}`, '% in band', 'p-value']);
  return table(['test portfolios', 'known', ...head], rows);
}

/** Industry returns sum to zero, so the true matrix is singular; a hundredth of a basis point makes it invertible. */
function invertible(covariance: Float64Array): Float64Array {
  const matrix = covariance.slice();
  for (let k = 0; k < FACTOR_COUNT; k++) matrix[k * (FACTOR_COUNT + 1)]! += 1e-12;
  return matrix;
}
