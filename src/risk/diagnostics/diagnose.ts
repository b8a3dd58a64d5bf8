import type { Day } from '../../market/day.ts';
import { MONTH } from '../../market/stocks/sessions.ts';
import type { RiskSession } from '../session-block.ts';
import type { StyleOverlap } from '../style-overlaps.ts';
import { biasTest, type BiasTable } from './bias.ts';
import { characteristicPortfolios } from './characteristic-portfolios.ts';
import { covarianceWatch, type CovarianceCheck } from './covariance-check.ts';
import { eigenfactors, pureFactors } from './factor-bets.ts';
import { factorRecords, type FactorRecord } from './factor-record.ts';
import { fitRecord, type FitOfYear } from './fit-by-year.ts';
import { randomActive } from './random-active.ts';
import { specificTest, type SpecificAccuracy } from './specific-accuracy.ts';
import { styleRecords, type StyleRecord } from './style-record.ts';

/** How good a model was over its sessions: plain data, null where there was nothing to judge. */
export interface RiskDiagnostics {
  /** First and last session; null of an empty record. */
  readonly span: { readonly from: Day; readonly to: Day } | null;
  readonly sessions: number;
  /** A row a year with regressions. */
  readonly fit: readonly FitOfYear[];
  /** All 39, in the order of `FACTORS`. */
  readonly factors: readonly FactorRecord[];
  /** All 12, in the order of `STYLES`. */
  readonly styles: readonly StyleRecord[];
  /** Pairs of styles by size of their mean correlation, largest first. */
  readonly overlaps: readonly StyleOverlap[];
  /** A table for each family of bets and horizon. */
  readonly bias: readonly BiasTable[];
  /** A row for each size bucket and horizon. */
  readonly specific: readonly SpecificAccuracy[];
  readonly covariance: CovarianceCheck;
}

export interface DiagnosisOptions {
  /** Sessions over which forecasts are judged, not overlapping. A day and a month of 21 sessions. */
  readonly horizons?: readonly number[];
  /** Random active portfolios. */
  readonly portfolios?: number;
  /** What they are drawn by. */
  readonly seed?: number;
}

/** Judges a model by its sessions, read once and in order. Forecasts are held against what came after them only. */
export function diagnose(
  sessions: Iterable<RiskSession>,
  { horizons = [1, MONTH], portfolios = 30, seed = 1 }: DiagnosisOptions = {},
): RiskDiagnostics {
  const families = [pureFactors, eigenfactors, randomActive(portfolios, seed), characteristicPortfolios];
  const bias = families.flatMap((family) => horizons.map((horizon) => biasTest(family, horizon)));
  const specific = horizons.map(specificTest);
  const [fit, factors, styles, covariance] = [
    fitRecord(),
    factorRecords(),
    styleRecords(),
    covarianceWatch(),
  ];
  let [count, from, to] = [0, null as Day | null, null as Day | null];
  for (const session of sessions) {
    count++;
    from ??= session.day;
    to = session.day;
    for (const part of [fit, factors, styles, covariance, ...specific, ...bias]) part.take(session);
  }
  return {
    span: from === null || to === null ? null : { from, to },
    sessions: count,
    fit: fit.years(),
    factors: factors.result(),
    styles: styles.styles(),
    overlaps: styles.overlaps(),
    bias: bias.map((test) => test.result()),
    specific: specific.flatMap((test) => test.result()),
    covariance: covariance.result(),
  };
}
