import { mean } from 'simple-statistics';
import { iso } from '../../market/day.ts';
import { biasTests } from '../../risk/diagnostics/bias-tests.ts';
import { characteristicPortfolios } from '../../risk/diagnostics/characteristic-portfolios.ts';
import { estimationNoise } from '../../risk/diagnostics/estimation-noise.ts';
import { pureFactors } from '../../risk/diagnostics/factor-portfolios.ts';
import { fullyInvested } from '../../risk/diagnostics/fully-invested.ts';
import { randomActive } from '../../risk/diagnostics/random-active-portfolios.ts';
import { type SizeBucket, specificRiskTest } from '../../risk/diagnostics/specific-accuracy.ts';
import type { TestPortfolioKind } from '../../risk/diagnostics/test-portfolio.ts';
import type { RiskSession } from '../../risk/store/daily-record.ts';

/** Accuracy of INEC-1 over the sessions of a year. */
export interface ModelAccuracy {
  readonly from: string;
  readonly to: string;
  readonly sessions: number;
  /** Means over the regressions. */
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  readonly stocks: number;
  /** By family of test portfolios, forecasts of a session; 1 if they are accurate. */
  readonly bias: readonly {
    readonly family: TestPortfolioKind;
    readonly portfolios: number;
    readonly bias: number;
    readonly fractionInBand: number;
    /** Mean |B − 1| over windows of twelve observations; 0.17 for perfect forecasts of normal returns. */
    readonly mrad: number | null;
  }[];
  /** By size of stock: specific returns against forecast specific risk. */
  readonly specific: readonly { readonly bucket: SizeBucket; readonly bias: number | null }[];
  /** Fraction of the variance of factor returns that is estimation error, at the last session; null where it is not estimated. */
  readonly noise: ReturnType<typeof estimationNoise>;
}

/** As `diagnose` draws them. */
const RANDOM_PORTFOLIOS = 30;
const SEED = 1;
/** Forecasts of a session: a year has only twelve of a month. */
const HORIZON = [1] as const;

/**
 * Tests the risk model's forecasts over some sessions by its families of test portfolios.
 *
 * @param sessions ascending.
 * @returns null without a forecast or a regression among them.
 */
export function modelAccuracy(sessions: readonly RiskSession[]): ModelAccuracy | null {
  const fitted = sessions.filter((s) => !Number.isNaN(s.rSquared));
  const forecast = sessions.findLast((s) => s.factorForecast !== null)?.factorForecast;
  if (fitted.length === 0 || !forecast) return null;
  const tests = [
    pureFactors,
    randomActive(RANDOM_PORTFOLIOS, SEED),
    fullyInvested,
    characteristicPortfolios,
  ].map((family) => biasTests(family, HORIZON));
  const specific = specificRiskTest(HORIZON[0]);
  for (const session of sessions) for (const part of [...tests, specific]) part.add(session);
  return {
    from: iso(sessions[0]!.day),
    to: iso(sessions.at(-1)!.day),
    sessions: sessions.length,
    rSquared: mean(fitted.map((s) => s.rSquared)),
    adjustedRSquared: mean(fitted.map((s) => s.adjustedRSquared)),
    stocks: mean(fitted.map((s) => s.stocks)),
    bias: tests.flatMap((test) =>
      test.result().flatMap(({ family, tests: tested, summary }) =>
        summary
          ? [
              {
                family,
                portfolios: tested.length,
                bias: summary.bias,
                fractionInBand: summary.fractionInBand,
                mrad: summary.mrad,
              },
            ]
          : [],
      ),
    ),
    specific: specific.result().map(({ bucket, bias }) => ({ bucket, bias })),
    noise: estimationNoise(forecast),
  };
}
