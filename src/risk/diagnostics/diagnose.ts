import type { Day } from '../../market/day.ts';
import { MONTH } from '../../market/stocks/sessions.ts';
import type { RiskSession } from '../store/daily-record.ts';
import type { StyleCorrelation } from '../exposures/style-correlations.ts';
import { biasTests, type BiasTable } from './bias-tests.ts';
import { characteristicPortfolios, characteristicPortfoliosBuyAndHold } from './characteristic-portfolios.ts';
import { covarianceChecker, type CovarianceCheck } from './covariance-check.ts';
import { eigenfactors, pureFactors } from './factor-portfolios.ts';
import { factorTrackRecords, type FactorTrackRecord } from './factor-track-record.ts';
import { fullyInvested } from './fully-invested.ts';
import { collectFit, type FitOfYear } from './fit-by-year.ts';
import { randomActive } from './random-active-portfolios.ts';
import { specificRiskTest, type SpecificAccuracy } from './specific-accuracy.ts';
import { styleTrackRecords, type StyleTrackRecord } from './style-track-record.ts';

/** The accuracy of a model over its sessions, as plain data; null if there was nothing to evaluate. */
export interface RiskDiagnostics {
  /** First and last session; null for an empty model. */
  readonly span: { readonly from: Day; readonly to: Day } | null;
  readonly sessions: number;
  /** One row per year with regressions. */
  readonly fit: readonly FitOfYear[];
  /** [39], in the order of `FACTORS`. */
  readonly factors: readonly FactorTrackRecord[];
  /** [12], in the order of `STYLES`. */
  readonly styles: readonly StyleTrackRecord[];
  /** Mean correlations of pairs of styles, by descending absolute value. */
  readonly styleCorrelations: readonly StyleCorrelation[];
  /** One table per family of test portfolios and horizon. */
  readonly bias: readonly BiasTable[];
  /** One row per size bucket and horizon. */
  readonly specific: readonly SpecificAccuracy[];
  readonly covariance: CovarianceCheck;
}

/** Options of `diagnose`. */
export interface DiagnosisOptions {
  /** Non-overlapping holding periods in sessions; by default a day and a month of 21 sessions. */
  readonly horizons?: readonly number[];
  /** Number of random active portfolios; 30 by default. */
  readonly portfolios?: number;
  /** Seed of their random draws; 1 by default. */
  readonly seed?: number;
}

/** A diagnosis that accumulates session by session. */
export interface Diagnosis {
  /** Adds the next session, in ascending order. */
  readonly add: (session: RiskSession) => void;
  /** The diagnostics of the sessions so far. */
  readonly result: () => RiskDiagnostics;
}

/**
 * Evaluates a model out of sample: each forecast is compared with the returns after it. Reads the sessions once, in
 * ascending order.
 *
 * @example
 * const diagnostics = diagnose(readSessions(folder, readModelStore(folder)), { horizons: [1, 21] });
 * for (const { family, horizon, summary } of diagnostics.bias) console.log(family, horizon, summary?.bias);
 */
export function diagnose(sessions: Iterable<RiskSession>, options: DiagnosisOptions = {}): RiskDiagnostics {
  const diagnosis = startDiagnosis(options);
  for (const session of sessions) diagnosis.add(session);
  return diagnosis.result();
}

/** The same for a caller that supplies sessions one at a time. */
export function startDiagnosis({
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
    // Over one session they are identical to the optimised portfolios.
    biasTests(
      characteristicPortfoliosBuyAndHold,
      horizons.filter((horizon) => horizon > 1),
    ),
  ];
  const specific = horizons.map(specificRiskTest);
  const [fit, factors, styles, covariance] = [
    collectFit(),
    factorTrackRecords(),
    styleTrackRecords(),
    covarianceChecker(),
  ];
  const parts = [fit, factors, styles, covariance, ...specific, ...bias];
  let [count, from, to] = [0, null as Day | null, null as Day | null];
  return {
    add: (session) => {
      count++;
      from ??= session.day;
      to = session.day;
      for (const part of parts) part.add(session);
    },
    result: () => ({
      span: from === null || to === null ? null : { from, to },
      sessions: count,
      fit: fit.years(),
      factors: factors.result(),
      styles: styles.styles(),
      styleCorrelations: styles.correlations(),
      bias: bias.flatMap((test) => test.result()),
      specific: specific.flatMap((test) => test.result()),
      covariance: covariance.result(),
    }),
  };
}
