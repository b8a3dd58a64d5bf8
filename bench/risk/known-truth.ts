import type { DayTruth } from '../../fixtures/equities/equity-market.ts';
import type { BetFamily } from '../../src/risk/diagnostics/test-portfolio.ts';
import { biasTests } from '../../src/risk/diagnostics/bias.ts';
import {
  characteristicPortfolios,
  characteristicPortfoliosLeftAlone,
} from '../../src/risk/diagnostics/characteristic-portfolios.ts';
import { chanceOfSoFew } from '../../src/risk/diagnostics/band-coverage-p-value.ts';
import { pureFactors } from '../../src/risk/diagnostics/factor-portfolios.ts';
import { randomActive } from '../../src/risk/diagnostics/random-active-portfolios.ts';
import { FACTOR_COUNT } from '../../src/risk/factors.ts';
import { type RiskSession, sessionOf } from '../../src/risk/store/daily-record.ts';
import { chanceText, table } from './diagnostic-tables.ts';
import { type SimulatedModel, simulatedModel } from './simulated-model.ts';

/** The model's session with what it might have known of the next. */
type Knowing = (session: RiskSession, next: DayTruth) => RiskSession;

const factors: Knowing = (session, { factorCovariance }) => ({
  ...session,
  covariance: invertible(factorCovariance),
});
const specific: Knowing = (session, { specificVolatility }) => ({ ...session, specificVolatility });
const KNOWN: Readonly<Record<string, Knowing>> = {
  both: (session, next) => specific(factors(session, next), next),
  'factor covariance': factors,
  'specific risk': specific,
  neither: (session) => session,
};

const FAMILIES: readonly BetFamily[] = [
  pureFactors,
  randomActive(30, 1),
  characteristicPortfolios,
  characteristicPortfoliosLeftAlone,
];
const HORIZONS = [1, 21];

/**
 * Bias of the test bets where the true factor covariance, the true specific risk, both or neither stand in for the forecasts:
 * which estimate the bias comes from. Bets of all the markets are counted together, as one market is one draw.
 */
export function knownTruth(which: SimulatedModel, settle: number, seeds: readonly number[]): string {
  const cells = Object.values(KNOWN).map(() => FAMILIES.map(() => HORIZONS.map((): number[][] => [])));
  for (const seed of seeds) {
    const known = Object.values(KNOWN).map((knowing) => ({
      knowing,
      tests: FAMILIES.map((family) => biasTests(family, HORIZONS)),
    }));
    let before: RiskSession | null = null;
    let t = 0;
    for (const { day, truth } of simulatedModel(which, seed)) {
      if (before)
        for (const { knowing, tests } of known) {
          const session = knowing(before, truth);
          for (const test of tests) test.take(session);
        }
      before = t++ >= settle ? sessionOf(day) : null;
    }
    for (const [k, { tests }] of known.entries())
      for (const [f, test] of tests.entries())
        for (const [h, found] of test.result().entries())
          cells[k]![f]![h]!.push(...found.tests.map(({ bias, inBand }) => [bias, inBand ? 1 : 0]));
  }
  const rows = FAMILIES.flatMap(({ kind }, f) =>
    Object.keys(KNOWN).map((name, k) => [
      kind,
      name,
      ...cells[k]![f]!.flatMap((found) => {
        const [bias, inBand] = [0, 1].map((at) => found.reduce((sum, pair) => sum + pair[at]!, 0));
        const share = ((100 * inBand!) / found.length).toFixed(0);
        return [(bias! / found.length).toFixed(3), share, chanceText(chanceOfSoFew(inBand!, found.length))];
      }),
    ]),
  );
  const head = HORIZONS.flatMap((h) => [`mean B, ${h}`, '% in band', 'chance']);
  return table(['bets', 'known', ...head], rows);
}

/** Industries add up to zero, which makes the true matrix singular; a hundredth of a basis point makes up for it. */
function invertible(covariance: Float64Array): Float64Array {
  const matrix = covariance.slice();
  for (let k = 0; k < FACTOR_COUNT; k++) matrix[k * (FACTOR_COUNT + 1)]! += 1e-12;
  return matrix;
}
