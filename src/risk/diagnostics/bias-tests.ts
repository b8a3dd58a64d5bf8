import { mean } from 'simple-statistics';
import type { RiskSession } from '../store/daily-record.ts';
import type { TestPortfolioFamily, TestPortfolioKind, TestPortfolios } from './test-portfolio.ts';
import { bandCoveragePValue } from './band-coverage-p-value.ts';
import { testForecasts, type ForecastTest, type RealisedReturn } from './bias-statistic.ts';

/** Forecast accuracy of one family of test portfolios over one horizon. */
export interface BiasTable<Kind extends string = TestPortfolioKind> {
  readonly family: Kind;
  /** Holding period in sessions; the forecast is the daily one times its square root. */
  readonly horizon: number;
  /** Portfolios with at least two observations. */
  readonly tests: readonly (ForecastTest & { readonly name: string })[];
  /** Means over the portfolios, and the fraction in their bands; null if none was tested. */
  readonly summary: {
    readonly bias: number;
    readonly fractionInBand: number;
    /**
     * P-value of the band coverage, under perfect forecasts and independent portfolios. Overlapping portfolios are
     * correlated, so a small value is then more likely than stated.
     */
    readonly coveragePValue: number;
    readonly mrad: number | null;
    readonly q: number;
    readonly qlike: number;
  } | null;
}

/** Tests a family of test portfolios over several horizons at once, session by session. */
export interface BiasTests<Kind extends string = TestPortfolioKind> {
  readonly add: (session: RiskSession) => void;
  /** One table per horizon. */
  readonly result: () => BiasTable<Kind>[];
}

/** Portfolios held from one close to another; the next period starts at its end. */
interface HoldingPeriod {
  readonly start: TestPortfolios;
  readonly volatility: Float64Array;
  readonly sum: Float64Array;
  sessions: number;
}

/** One horizon of a family: the outcomes of each portfolio, and the current holding period. */
interface HorizonState {
  readonly horizon: number;
  readonly outcomes: readonly RealisedReturn[][];
  period: HoldingPeriod | null;
  /** The portfolios at the last close. */
  latest: TestPortfolios | null;
}

/**
 * Bias tests of a family of test portfolios.
 *
 * @param horizons holding periods in sessions; consecutive periods do not overlap. Over one session the forecast for
 *   that horizon is evaluated, over longer periods that for a month.
 */
export function biasTests<Kind extends string>(
  family: TestPortfolioFamily<Kind>,
  horizons: readonly number[],
): BiasTests<Kind> {
  const count = family.names.length;
  const byHorizon = horizons.map((horizon): HorizonState => ({
    horizon,
    outcomes: family.names.map(() => []),
    period: null,
    latest: null,
  }));
  const isBuyAndHold = family.rebalancing === 'none';
  return {
    add: (session) => {
      for (const state of byHorizon) {
        const held = isBuyAndHold ? state.period?.start : state.latest;
        const today = held?.returnOn(session);
        state.period = state.period && today ? accrue(state, state.period, today) : null;
        if (isBuyAndHold && state.period) continue;
        const start = family.construct(session, state.horizon === 1 ? 1 : 21);
        state.latest = start;
        state.period ??= start && {
          start,
          volatility: start.volatility(),
          sum: new Float64Array(count),
          sessions: 0,
        };
      }
    },
    result: () =>
      byHorizon.map(({ horizon, outcomes }) => {
        const tests = family.names.flatMap((name, k) => {
          const test = testForecasts(outcomes[k]!);
          return test ? [{ name, ...test }] : [];
        });
        return { family: family.kind, horizon, tests, summary: summaryOf(tests) };
      }),
  };
}

/** Adds a session's returns; at the end of the period records the outcomes and returns null. */
function accrue(
  { horizon, outcomes }: HorizonState,
  period: HoldingPeriod,
  today: Float64Array,
): HoldingPeriod | null {
  for (let k = 0; k < today.length; k++) period.sum[k]! += today[k]!;
  if (++period.sessions < horizon) return period;
  for (const [k, list] of outcomes.entries()) {
    const [realised, forecast] = [period.sum[k]!, period.volatility[k]! * Math.sqrt(horizon)];
    if (Number.isFinite(realised) && forecast > 0) list.push({ realised, forecast });
  }
  return null;
}

function summaryOf(tests: readonly ForecastTest[]): BiasTable['summary'] {
  if (tests.length === 0) return null;
  const mrads = tests.flatMap(({ mrad }) => (mrad === null ? [] : [mrad]));
  const inBand = tests.filter((t) => t.inBand).length;
  return {
    bias: mean(tests.map((t) => t.bias)),
    fractionInBand: inBand / tests.length,
    coveragePValue: bandCoveragePValue(inBand, tests.length),
    mrad: mrads.length > 0 ? mean(mrads) : null,
    q: mean(tests.map((t) => t.q)),
    qlike: mean(tests.map((t) => t.qlike)),
  };
}
