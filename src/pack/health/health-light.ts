import { counted, fractionAsPercent, grouped } from '../../format/numbers.ts';
import { listed } from '../../format/words.ts';
import type { DecisionPoint } from '../outcome/decision-path.ts';
import type { ModelAccuracy } from './model-accuracy.ts';
import type { RiskYear } from './risk-year.ts';

/** Whether a model may be relied on. `not judged`: its data are missing, and it does not count. */
export type Light = 'green' | 'amber' | 'red' | 'not judged';

/** One figure that the light depends on. */
export interface HealthCheck {
  readonly name: string;
  readonly found: string;
  /** From which on the check is amber, or red. */
  readonly rule: string;
  readonly light: Light;
}

/** The health of data and models: the worst of its checks. */
export interface HealthLight {
  readonly light: Light;
  readonly checks: readonly HealthCheck[];
}

/** What of a validation the light depends on. */
export interface JudgedValidation {
  /** Of the last five settled years: TRRM's κ, and the best of the challengers'. */
  readonly kappa: number | null;
  readonly bestChallenger: number | null;
  /** Mean fraction of month labels that change when thresholds and weights are perturbed. */
  readonly labelsChanged: number;
}

export interface HealthInput {
  readonly now: DecisionPoint;
  /** Series other than those that come late by nature, whose last row is older than a week. */
  readonly oldSeries: readonly string[];
  readonly accuracy: ModelAccuracy | null;
  readonly year: RiskYear | null;
  readonly validation: JudgedValidation | null;
}

// Thresholds are our choices; each is printed with its check.
/** Mean bias statistic of test portfolios: forecasts off by a fifth, or by a half. */
const BIAS = { amber: [0.8, 1.2], red: [0.67, 1.5] } as const;
/** More error than signal in the variance of factor returns. */
const NOISE = 0.5;
/** κ below the best challenger's by this much. */
const BEHIND = 0.2;
const CHANGED = { amber: 0.15, red: 0.3 } as const;

/** The light of a decision, with every check and its rule. */
export function healthLight(input: HealthInput): HealthLight {
  const checks = [
    signals(input),
    freshness(input),
    problems(input),
    forecasts(input),
    ownForecasts(input),
    noise(input),
    agreement(input),
    stability(input),
  ];
  const worst = (['red', 'amber', 'green'] as const).find((l) => checks.some((c) => c.light === l));
  return { light: worst ?? 'not judged', checks };
}

const signals = ({ now: { staleSignals } }: HealthInput): HealthCheck => ({
  name: 'Signals without a score',
  found: staleSignals === 0 ? 'none' : counted(staleSignals, 'weighted signal'),
  rule: 'amber with one, red with two or more',
  light: staleSignals > 1 ? 'red' : staleSignals === 1 ? 'amber' : 'green',
});

const freshness = ({ oldSeries }: HealthInput): HealthCheck => ({
  name: 'Levels and prices older than a week',
  found: oldSeries.length === 0 ? 'none' : listed(oldSeries),
  rule: 'amber with any',
  light: oldSeries.length > 0 ? 'amber' : 'green',
});

const problems = ({ now: { problems: found } }: HealthInput): HealthCheck => ({
  name: 'Problems of this decision',
  found: `${counted(found.error, 'error')}, ${counted(found.warning, 'warning')}`,
  rule: 'amber with a warning, red with an error',
  light: found.error > 0 ? 'red' : found.warning > 0 ? 'amber' : 'green',
});

const outside = (x: number, [low, high]: readonly [number, number]): boolean => x < low || x > high;

/** Families that hold what the model weights: fully invested and optimised portfolios. */
const JUDGED: ReadonlySet<string> = new Set(['fully invested', 'optimised']);

function forecasts({ accuracy }: HealthInput): HealthCheck {
  const found = accuracy?.bias.filter(({ family }) => JUDGED.has(family)) ?? [];
  return {
    name: 'Bias of risk forecasts, fully invested and optimised test portfolios',
    found:
      found.length === 0
        ? 'no risk model'
        : found.map(({ family, bias }) => `${family} ${grouped(bias, 2)}`).join(', '),
    rule: 'amber outside 0.80 to 1.20, red outside 0.67 to 1.50',
    light:
      found.length === 0
        ? 'not judged'
        : found.some(({ bias }) => outside(bias, BIAS.red))
          ? 'red'
          : found.some(({ bias }) => outside(bias, BIAS.amber))
            ? 'amber'
            : 'green',
  };
}

function ownForecasts({ year }: HealthInput): HealthCheck {
  const daily = year?.forecasts.find(({ of, horizon }) => of === 'portfolio' && horizon === 1);
  return {
    name: 'Bias of risk forecasts, this portfolio by day',
    found: daily
      ? `${grouped(daily.bias, 2)}, band ${grouped(daily.low, 2)} to ${grouped(daily.high, 2)}`
      : 'no risk model',
    rule: 'amber outside its 95 % band, red outside 0.67 to 1.50',
    light: !daily ? 'not judged' : outside(daily.bias, BIAS.red) ? 'red' : daily.isInBand ? 'green' : 'amber',
  };
}

function noise({ accuracy }: HealthInput): HealthCheck {
  const all = accuracy?.noise?.all ?? null;
  return {
    name: 'Estimation error in the variance of factor returns',
    found: all === null ? 'not estimated' : fractionAsPercent(all),
    rule: 'amber above 50 %',
    light: all === null ? 'not judged' : all > NOISE ? 'amber' : 'green',
  };
}

function agreement({ validation }: HealthInput): HealthCheck {
  const kappa = validation?.kappa ?? null;
  const best = validation?.bestChallenger ?? null;
  return {
    name: 'Agreement with dated bear markets over five years, κ',
    found:
      validation === null
        ? 'no validation'
        : kappa === null
          ? 'not defined in this window'
          : `${grouped(kappa, 2)}; best challenger ${best === null ? 'none' : grouped(best, 2)}`,
    rule: 'amber more than 0.20 below the best challenger, red below 0',
    light:
      kappa === null
        ? 'not judged'
        : kappa < 0
          ? 'red'
          : best !== null && kappa < best - BEHIND
            ? 'amber'
            : 'green',
  };
}

function stability({ validation }: HealthInput): HealthCheck {
  return {
    name: 'Labels that change under perturbed rules',
    found: validation ? fractionAsPercent(validation.labelsChanged, 1) : 'no validation',
    rule: 'amber above 15 %, red above 30 %',
    light: !validation
      ? 'not judged'
      : validation.labelsChanged > CHANGED.red
        ? 'red'
        : validation.labelsChanged > CHANGED.amber
          ? 'amber'
          : 'green',
  };
}
