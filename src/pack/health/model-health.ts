import type { Decision, Vintage } from '../../decision/document/decision.ts';
import { day } from '../../market/day.ts';
import type { Problem } from '../../market/problem.ts';
import type { RegimeValidation } from '../../validation/regimes/result.ts';
import { rollingAgreement, type WindowAgreement } from '../../validation/regimes/rolling-agreement.ts';
import type { DecisionPoint } from '../outcome/decision-path.ts';
import { type HealthLight, healthLight } from './health-light.ts';
import type { ModelAccuracy } from './model-accuracy.ts';
import { type Available, available, missing } from '../document/parts.ts';
import type { RiskYear } from './risk-year.ts';

/** The last observation of one kind of data of a series. */
export interface Freshness {
  readonly series: string;
  readonly kind: Vintage['kind'];
  readonly last: string;
  readonly days: number;
}

/** How many of the recorded decisions had a kind of problem. */
export interface ProblemKind {
  readonly code: string;
  readonly severity: Problem['severity'];
  readonly decisions: number;
  readonly isNow: boolean;
}

/** What a pack keeps of a validation of the regime model. */
export interface PackValidation {
  readonly summary: readonly string[];
  /** Titles of the classifiers compared, TRRM first. */
  readonly classifiers: readonly string[];
  /** Windows of five years, the latest first. */
  readonly agreement: readonly WindowAgreement[];
  /** Thresholds, scales and weights changed at once by up to `size`: mean fraction of month labels that change. */
  readonly perturbation: { readonly draws: number; readonly size: number; readonly labelsChanged: number };
}

/** Whether data and models are fit for a decision. */
export interface ModelHealth {
  readonly light: HealthLight;
  readonly path: readonly DecisionPoint[];
  readonly freshness: readonly Freshness[];
  readonly problemKinds: readonly ProblemKind[];
  readonly accuracy: Available<ModelAccuracy>;
  readonly validation: Available<PackValidation>;
}

export interface ModelHealthInput {
  /** In order of date; the last is the one that the pack shows. */
  readonly decisions: readonly Decision[];
  readonly path: readonly DecisionPoint[];
  readonly accuracy: ModelAccuracy | null;
  readonly year: RiskYear | null;
  readonly validation: RegimeValidation | null;
}

/** Levels and prices come every session; more than a week without one is old. */
const OLD = 7;
const EVERY_SESSION: ReadonlySet<Vintage['kind']> = new Set([
  'bar',
  'total-return',
  'valuation',
  'flow',
  'future',
  'stock-bar',
]);

/** What is published by quarter, month or event is not old because nothing happened. */
export const isOld = ({ kind, days }: Freshness): boolean => days > OLD && EVERY_SESSION.has(kind);

/** Gathers what is known of the health of data and models, and the light that follows from it. */
export function modelHealth({ decisions, path, accuracy, year, validation }: ModelHealthInput): ModelHealth {
  const decision = decisions.at(-1)!;
  const freshness = decision.vintage.map(({ series, kind, last }) => ({
    series,
    kind,
    last,
    days: day(decision.asOf) - day(last),
  }));
  const kept = validation && packValidation(validation);
  return {
    light: healthLight({
      now: path.at(-1)!,
      oldSeries: [...new Set(freshness.filter(isOld).map((f) => f.series))],
      accuracy,
      year,
      validation: kept && judged(kept),
    }),
    path,
    freshness,
    problemKinds: problemKinds(decisions),
    accuracy: accuracy
      ? available(accuracy)
      : missing(
          'Without stock-level data there is no risk model to test.',
          'Import bhavcopies (trrm import), and record a decision with trrm run.',
        ),
    validation: kept
      ? available(kept)
      : missing('The regime model was not validated for this pack.', 'Add --with-evidence.'),
  };
}

/** TRRM and the two challengers that committees know: Faber's moving average and the statistical jump model. */
const COMPARED = /^(trrm|faber|jump-)/;

function packValidation(validation: RegimeValidation): PackValidation {
  const { summary, months, bear, stability } = validation;
  const classifiers = validation.classifiers.filter(({ id }) => COMPARED.test(id));
  const { draws, size, meanChanged } = stability.perturbation;
  return {
    summary,
    classifiers: classifiers.map((c) => c.title),
    agreement: rollingAgreement({ months, bear, classifiers }),
    perturbation: { draws, size, labelsChanged: meanChanged },
  };
}

function judged({ agreement, perturbation }: PackValidation) {
  const [own = null, ...others] = agreement[0]?.kappa ?? [];
  const known = others.filter((k) => k !== null);
  return {
    kappa: own,
    bestChallenger: known.length === 0 ? null : Math.max(...known),
    labelsChanged: perturbation.labelsChanged,
  };
}

/** Kinds of problems, the most frequent first. */
function problemKinds(decisions: readonly Decision[]): ProblemKind[] {
  const now = new Set(decisions.at(-1)!.problems.map((p) => p.code));
  const found = new Map<string, { severity: Problem['severity']; decisions: number }>();
  for (const { problems } of decisions)
    for (const [code, severity] of new Map(problems.map((p) => [p.code, p.severity]))) {
      const counted = found.get(code);
      if (counted) counted.decisions++;
      else found.set(code, { severity, decisions: 1 });
    }
  return Array.from(found, ([code, kind]) => ({ code, ...kind, isNow: now.has(code) })).sort(
    (a, b) => b.decisions - a.decisions || (a.code < b.code ? -1 : 1),
  );
}
