import { signed } from '../../format/numbers.ts';
import type { Estimate } from './estimate.ts';
import type { RollingAlpha } from './rolling.ts';

/**
 * What a factor must show to be called supported. The t of 3 is from Harvey, Liu and Zhu (2016), who allow for the
 * hundreds of factors the field has tried; 95 % is the usual level; the other thresholds are our choice.
 */
export const THRESHOLDS = {
  /** Months of data below which there is no verdict. */
  months: 60,
  t: 3,
  /** Sufficient for `weak`: the usual 5 % level of a single two-sided test. */
  weakT: 1.96,
  /** Fraction of three-year windows with positive alpha, and the number of non-overlapping windows the test needs. */
  consistency: 0.6,
  nonOverlapping: 2,
  deflated: 0.95,
  /** Months since launch that an index needs, with positive alpha over them. */
  liveMonths: 36,
} as const;

/** One test of a factor; `passed` is null where the test cannot be evaluated. */
export interface VerdictTest {
  readonly id:
    | 'strength'
    | 'consistency'
    | 'costs'
    | 'multiple-testing'
    | 'sub-periods'
    | 'sub-universes'
    | 'live'
    | 'survivorship';
  /** For readers, shown as `result (required: required)`. */
  readonly result: string;
  readonly required: string;
  readonly passed: boolean | null;
}

/** The evidence a verdict is based on. Estimates are null where there are too few months. */
export interface VerdictInput {
  readonly months: number;
  readonly alpha: Estimate | null;
  /** Over three years. */
  readonly rolling: Pick<RollingAlpha, 'nonOverlapping' | 'positiveFraction'>;
  /** Alpha net of costs; null where turnover is not known. */
  readonly net: Estimate | null;
  readonly deflated: number | null;
  readonly subPeriods: readonly (Estimate | null)[];
  /** Empty where there are no sub-universes. */
  readonly subUniverses: readonly (Estimate | null)[];
  /** Performance since launch; `not known` where all of it may be the vendor’s back-test, null for what has no launch. */
  readonly live: LivePerformance | 'not known' | null;
  /**
   * Whether stocks that later failed could be selected while they were listed. Null for an index, whose provider selected
   * constituents at the time.
   */
  readonly survivorship: 'free of bias' | 'possibly biased' | null;
}

interface LivePerformance {
  readonly months: number;
  readonly alpha: Estimate | null;
}

/** In reading order. */
export const testsOf = (f: VerdictInput): VerdictTest[] => [
  {
    id: 'strength',
    result: f.alpha ? strengthText(f.alpha) : 't not available',
    required: String(THRESHOLDS.t),
    passed: f.alpha && f.alpha.t >= THRESHOLDS.t,
  },
  consistencyOf(f.rolling),
  {
    id: 'sub-periods',
    result: `alpha by thirds of the sample ${listed(f.subPeriods)}`,
    required: 'all positive',
    passed: areAllPositive(f.subPeriods),
  },
  {
    id: 'sub-universes',
    result: `alpha among larger and smaller stocks ${listed(f.subUniverses)}`,
    required: 'both positive',
    passed: areAllPositive(f.subUniverses),
  },
  {
    id: 'costs',
    result: f.net ? `alpha ${percent(f.net.annual)} a year after costs` : 'alpha after costs not available',
    required: 'positive',
    passed: areAllPositive([f.net]),
  },
  {
    id: 'multiple-testing',
    result:
      f.deflated === null
        ? 'the adjustment for multiple testing is not available'
        : `${chance(f.deflated, THRESHOLDS.deflated)} probability of exceeding the best of the variants tried`,
    required: fraction(THRESHOLDS.deflated),
    passed: f.deflated === null ? null : f.deflated >= THRESHOLDS.deflated,
  },
  {
    id: 'live',
    result: liveText(f.live),
    required: `positive over at least ${THRESHOLDS.liveMonths} live months`,
    passed: f.live && passesLive(f.live),
  },
  {
    id: 'survivorship',
    result:
      f.survivorship === null
        ? 'constituents selected at the time'
        : f.survivorship === 'free of bias'
          ? 'stocks that later failed could be selected'
          : 'stocks that later failed may be missing (survivorship bias)',
    required: 'constituents as of each date',
    passed: f.survivorship && f.survivorship === 'free of bias',
  },
];

function consistencyOf({ nonOverlapping, positiveFraction }: VerdictInput['rolling']): VerdictTest {
  const id = 'consistency';
  if (nonOverlapping < THRESHOLDS.nonOverlapping || !positiveFraction) {
    const result = `${nonOverlapping} non-overlapping three-year ${nonOverlapping === 1 ? 'window' : 'windows'}, too few to judge consistency`;
    return { id, result, required: `at least ${THRESHOLDS.nonOverlapping}`, passed: null };
  }
  return {
    id,
    result: `positive alpha in ${fraction(positiveFraction.alpha, THRESHOLDS.consistency)} of three-year windows`,
    required: fraction(THRESHOLDS.consistency),
    passed: positiveFraction.alpha >= THRESHOLDS.consistency,
  };
}

/** False as soon as one estimate is not positive; otherwise null unless all are known. Null for an empty list. */
function areAllPositive(alphas: readonly (Estimate | null)[]): boolean | null {
  if (alphas.some((e) => e !== null && e.annual <= 0)) return false;
  return alphas.length === 0 || alphas.includes(null) ? null : true;
}

const passesLive = (live: LivePerformance | 'not known'): boolean =>
  live !== 'not known' &&
  live.months >= THRESHOLDS.liveMonths &&
  live.alpha !== null &&
  live.alpha.annual > 0;

const listed = (alphas: readonly (Estimate | null)[]): string =>
  alphas.length === 0
    ? 'not available'
    : alphas.map((e) => (e ? percent(e.annual) : 'not available')).join(', ');

function liveText(live: VerdictInput['live']): string {
  if (live === null) return 'no launch date';
  if (live === 'not known') return 'launch date not known, so all of it may be the vendor’s back-test';
  const { months, alpha } = live;
  return alpha
    ? `live alpha ${percent(alpha.annual)} a year over ${months} months`
    : `live for ${months} months`;
}

const strengthText = ({ t }: Estimate): string => `t ${signed(t, decimals(t, THRESHOLDS.t, 1))}`;
export const percent = (x: number): string => `${signed(x, 1)} %`;
const fraction = (x: number, threshold = 0): string =>
  `${(100 * x).toFixed(decimals(100 * x, 100 * threshold, 0))} %`;
/** Never printed as 0 or 100 %: an estimate is not a certainty. */
const chance = (p: number, threshold: number): string =>
  p < 0.01 ? 'under 1 %' : p > 0.99 ? 'over 99 %' : fraction(p, threshold);

/** Enough decimals that a figure below the threshold does not round up to it. */
function decimals(figure: number, threshold: number, least: number): number {
  const readsAsMet = (digits: number): boolean =>
    figure < threshold && Number(figure.toFixed(digits)) >= threshold;
  let digits = least;
  while (digits < 9 && readsAsMet(digits)) digits++;
  return digits;
}
