import { type BenchmarkWindow } from './benchmark-window.ts';
import { monthsOf, type FundMonths } from './fund-months.ts';
import { type Measured, undefinedBecause } from './measured.ts';
import { annualReturn } from './measures/annual-return.ts';
import { capture } from './measures/capture.ts';
import { dailyRisk } from './measures/daily-risk.ts';
import { informationRatio, trackingError } from './measures/information-ratio.ts';
import { alpha, alphaT, beta, marketLine, rSquared, treynorRatio } from './measures/market-line.ts';
import { riskAdjustedReturn } from './measures/morningstar-return.ts';
import { negativeMonths } from './measures/negative-months.ts';
import { progressiveMean } from './measures/progressive-mean.ts';
import { rollingReturns } from './measures/rolling-returns.ts';
import { sharpeRatio } from './measures/sharpe-ratio.ts';
import { annualDownsideDeviation, sortinoRatio } from './measures/sortino-ratio.ts';
import { standardDeviation } from './measures/standard-deviation.ts';
import { METRICS, type MetricId } from './metrics.ts';
import type { LevelSeries } from './nav-series.ts';

/** All measures of a fund; those that are not defined say why. */
export type FundMeasures = Readonly<Record<MetricId, Measured>>;

/** Measures that need the months of the whole window. */
type MonthlyMetric = Exclude<
  MetricId,
  `return${number}y` | 'maxDrawdown' | 'sdDaily' | 'rollingBeat' | 'rollingMin' | 'rollingMean'
>;

/** Measures a fund's NAVs over the window of a card. */
export function measureFund(nav: LevelSeries, window: BenchmarkWindow): FundMeasures {
  const months = monthsOf(nav, window);
  const daily = dailyRisk(nav, window.sessions);
  const rolling = rollingReturns(nav, window);
  return inOrder({
    ...(months === null ? withoutMonths(window) : measureMonths(months)),
    return1y: annualReturn(nav, window, 1),
    return3y: annualReturn(nav, window, 3),
    return5y: annualReturn(nav, window, 5),
    return7y: annualReturn(nav, window, 7),
    maxDrawdown: daily.drawdown,
    sdDaily: daily.deviation,
    rollingBeat: rolling.beat,
    rollingMin: rolling.lowest,
    rollingMean: rolling.mean,
  });
}

/** The measures of monthly returns alone. */
export function measureMonths(months: FundMonths): Readonly<Record<MonthlyMetric, Measured>> {
  const line = marketLine(months);
  const negative = negativeMonths(months);
  return {
    standardDeviation: standardDeviation(months),
    sharpe: sharpeRatio(months),
    downsideDeviation: annualDownsideDeviation(months),
    sortino: sortinoRatio(months),
    beta: beta(line),
    alpha: alpha(line),
    alphaT: alphaT(line),
    rSquared: rSquared(line),
    treynor: treynorRatio(months, line),
    trackingError: trackingError(months),
    informationRatio: informationRatio(months),
    negativeCount: negative.count,
    negativeMean: negative.mean,
    negativeSD: negative.deviation,
    mrar2: riskAdjustedReturn(months, 2),
    mrar0: riskAdjustedReturn(months, 0),
    upCapture: capture(months, 1),
    downCapture: capture(months, -1),
    progressiveMean: progressiveMean(months),
  };
}

const shortHistory = ({ ends }: BenchmarkWindow): Measured =>
  undefinedBecause(`the NAVs do not cover the ${ends.length - 1} months`);

const withoutMonths = (window: BenchmarkWindow): Readonly<Record<MonthlyMetric, Measured>> =>
  Object.fromEntries(METRICS.map(({ id }) => [id, shortHistory(window)])) as Record<MonthlyMetric, Measured>;

const inOrder = (all: FundMeasures): FundMeasures =>
  Object.fromEntries(METRICS.map(({ id }) => [id, all[id]])) as FundMeasures;
