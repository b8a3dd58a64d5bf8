import { signed } from '../../../signals/wording.ts';
import type { Estimate } from './estimate.ts';

/**
 * What a factor must show to be called supported. The t of 3 is from Harvey, Liu and Zhu (2016), for a field in which
 * hundreds of factors were tried; the 95 % is the usual level; the other bars are our choice.
 */
export const BARS = {
  /** Months of record below which there is no verdict. */
  months: 60,
  t: 3,
  /** Enough for `weak`: the usual 5 % of a single test. */
  weakT: 1.96,
  /** Share of three-year stretches with alpha above 0. */
  consistency: 0.6,
  deflated: 0.95,
  /** Months since launch that an index must have, and alpha above 0 in them. */
  liveMonths: 36,
} as const;

/** One thing asked of a factor; `passed` is null where it cannot be asked. */
export interface Test {
  readonly id:
    'strength' | 'consistency' | 'costs' | 'search' | 'sub-periods' | 'sub-universes' | 'live' | 'survivors';
  /** In words, to stand as `found (asked: asked)`. */
  readonly found: string;
  readonly asked: string;
  readonly passed: boolean | null;
}

export interface Verdict {
  readonly kind: 'supported' | 'weak' | 'not supported' | 'too short';
  readonly tests: readonly Test[];
  /** In a sentence, with the figures. */
  readonly words: string;
}

/** What a verdict rests on. Estimates are null where they could not be made. */
export interface Findings {
  readonly months: number;
  readonly alpha: Estimate | null;
  /** Share of three-year stretches with alpha above 0. */
  readonly consistency: number | null;
  /** After costs; null where turnover is not known. */
  readonly net: Estimate | null;
  readonly deflated: number | null;
  readonly subPeriods: readonly (Estimate | null)[];
  /** None where there are no sub-universes. */
  readonly subUniverses: readonly (Estimate | null)[];
  /** The record since launch; `not known` where all of it may be a maker’s back-test, null where there was no launch. */
  readonly live: LiveRecord | 'not known' | null;
  /** Whether companies that failed could be chosen while they were there; null for an index, whose maker chose at the time. */
  readonly failedCompanies: 'there' | 'may be missing' | null;
}

interface LiveRecord {
  readonly months: number;
  readonly alpha: Estimate | null;
}

export function judge(f: Findings): Verdict {
  const tests = testsOf(f);
  if (f.months < BARS.months || !f.alpha) {
    return {
      kind: 'too short',
      tests,
      words: `No verdict: ${f.months} months, of ${BARS.months} that one needs.`,
    };
  }
  const failed = tests.filter((t) => t.passed === false);
  const kind =
    failed.length === 0
      ? 'supported'
      : f.alpha.t >= BARS.weakT && (f.net === null || f.net.annual > 0)
        ? 'weak'
        : 'not supported';
  const head = { supported: 'Supported by the record', weak: 'Weak', 'not supported': 'Not supported' }[kind];
  const against = failed
    .filter((t) => t.id !== 'strength')
    .map((t) => `; ${t.found} (asked: ${t.asked})`)
    .join('');
  return {
    kind,
    tests,
    words: `${head}: alpha ${percent(f.alpha.annual)} a year over ${f.alpha.n} months, t ${signed(f.alpha.t, 1)} (asked: ${BARS.t})${against}.`,
  };
}

function testsOf(f: Findings): Test[] {
  const test = (id: Test['id'], found: string | null, asked: string, isPassed: () => boolean): Test => ({
    id,
    found: found ?? 'not known',
    asked,
    passed: found === null ? null : isPassed(),
  });
  const isAbove = (e: Estimate | null): boolean => e !== null && e.annual > 0;
  return [
    test('strength', f.alpha && `t ${signed(f.alpha.t, 1)}`, String(BARS.t), () => f.alpha!.t >= BARS.t),
    test(
      'consistency',
      f.consistency === null ? null : `above 0 in ${share(f.consistency)} of three-year stretches`,
      share(BARS.consistency),
      () => f.consistency! >= BARS.consistency,
    ),
    test('sub-periods', listed('by thirds of the record', f.subPeriods), 'all above 0', () =>
      f.subPeriods.every(isAbove),
    ),
    test('sub-universes', listed('among larger and smaller companies', f.subUniverses), 'both above 0', () =>
      f.subUniverses.every(isAbove),
    ),
    test('costs', f.net && `${percent(f.net.annual)} a year after costs`, 'above 0', () => isAbove(f.net)),
    test(
      'search',
      f.deflated === null ? null : `more than the luck of the search with ${chance(f.deflated)}`,
      share(BARS.deflated),
      () => f.deflated! >= BARS.deflated,
    ),
    test(
      'live',
      f.live && liveText(f.live),
      `above 0 over at least ${BARS.liveMonths} live months`,
      () =>
        f.live !== null &&
        f.live !== 'not known' &&
        f.live.months >= BARS.liveMonths &&
        isAbove(f.live.alpha),
    ),
    test(
      'survivors',
      f.failedCompanies &&
        `companies that failed ${f.failedCompanies === 'there' ? 'could be chosen' : 'may be missing, which flatters'}`,
      'members of the day',
      () => f.failedCompanies === 'there',
    ),
  ];
}

/** Alphas side by side; null where one of them could not be measured, or there are none. */
const listed = (what: string, alphas: readonly (Estimate | null)[]): string | null =>
  alphas.length === 0 || alphas.includes(null)
    ? null
    : `${what} ${alphas.map((e) => percent(e!.annual)).join(', ')}`;

function liveText(live: LiveRecord | 'not known'): string {
  if (live === 'not known') return 'launch not known, so that all of it may be its maker’s back-test';
  const { months, alpha } = live;
  return alpha ? `live ${percent(alpha.annual)} a year over ${months} months` : `live for ${months} months`;
}

const percent = (x: number): string => `${signed(x, 1)} %`;
const share = (x: number): string => `${(100 * x).toFixed(0)} %`;
/** A probability is never told as certain. */
const chance = (p: number): string => (p < 0.01 ? 'under 1 %' : p > 0.99 ? 'over 99 %' : share(p));
