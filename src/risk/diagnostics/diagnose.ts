import type { Day } from '../../market/day.ts';
import { MONTH } from '../../market/stocks/sessions.ts';
import type { RiskSession } from '../store/daily-record.ts';
import type { StyleOverlap } from '../exposures/style-correlations.ts';
import { biasTests, type BiasTable } from './bias.ts';
import { characteristicPortfolios, characteristicPortfoliosLeftAlone } from './characteristic-portfolios.ts';
import { covarianceWatch, type CovarianceCheck } from './covariance-check.ts';
import { eigenfactors, pureFactors } from './factor-portfolios.ts';
import { factorRecords, type FactorRecord } from './factor-track-record.ts';
import { fullyInvested } from './fully-invested.ts';
import { fitRecord, type FitOfYear } from './fit-by-year.ts';
import { randomActive } from './random-active-portfolios.ts';
import { specificTest, type SpecificAccuracy } from './specific-accuracy.ts';
import { styleRecords, type StyleRecord } from './style-track-record.ts';

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

/** A judgement of a model under way. */
export interface Diagnosis {
  /** A session more, in order. */
  readonly take: (session: RiskSession) => void;
  /** Of the sessions so far. */
  readonly result: () => RiskDiagnostics;
}

/** Judges a model by its sessions, read once and in order. Forecasts are held against what came after them only. */
export function diagnose(sessions: Iterable<RiskSession>, options: DiagnosisOptions = {}): RiskDiagnostics {
  const diagnosis = newDiagnosis(options);
  for (const session of sessions) diagnosis.take(session);
  return diagnosis.result();
}

/** The same for a caller that has other things to do between sessions. */
export function newDiagnosis({
  horizons = [1, MONTH],
  portfolios = 30,
  seed = 1,
}: DiagnosisOptions = {}): Diagnosis {
  const families = [
    pureFactors,
    eigenfactors,
    randomActive(portfolios, seed),
    fullyInvested,
    characteristicPortfolios,
  ];
  const bias = [
    ...families.map((family) => biasTests(family, horizons)),
    // Over one session they are the optimised portfolios themselves.
    biasTests(
      characteristicPortfoliosLeftAlone,
      horizons.filter((horizon) => horizon > 1),
    ),
  ];
  const specific = horizons.map(specificTest);
  const [fit, factors, styles, covariance] = [
    fitRecord(),
    factorRecords(),
    styleRecords(),
    covarianceWatch(),
  ];
  const parts = [fit, factors, styles, covariance, ...specific, ...bias];
  let [count, from, to] = [0, null as Day | null, null as Day | null];
  return {
    take: (session) => {
      count++;
      from ??= session.day;
      to = session.day;
      for (const part of parts) part.take(session);
    },
    result: () => ({
      span: from === null || to === null ? null : { from, to },
      sessions: count,
      fit: fit.years(),
      factors: factors.result(),
      styles: styles.styles(),
      overlaps: styles.overlaps(),
      bias: bias.flatMap((test) => test.result()),
      specific: specific.flatMap((test) => test.result()),
      covariance: covariance.result(),
    }),
  };
}
