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
  readonly id: 'strength' | 'consistency' | 'costs' | 'search' | 'sub-periods' | 'sub-universes' | 'live';
  readonly asked: string;
  readonly found: string;
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
  /** Null where no launch is known. */
  readonly live: { readonly months: number; readonly alpha: Estimate | null } | null;
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
  const why = failed.map((t) => `${t.found} (asked: ${t.asked})`).join('; ');
  const words = {
    supported: `Supported by the record: alpha ${alphaText(f.alpha)}; all that could be asked was met.`,
    weak: `Weak: alpha ${alphaText(f.alpha)}, but ${why}.`,
    'not supported': `Not supported: alpha ${alphaText(f.alpha)}; ${why}.`,
  }[kind];
  return { kind, tests, words };
}

function testsOf(f: Findings): Test[] {
  const test = (id: Test['id'], asked: string, found: string | null, passed: () => boolean): Test => ({
    id,
    asked,
    found: found ?? 'not known',
    passed: found === null ? null : passed(),
  });
  const areAbove = (all: readonly (Estimate | null)[]): boolean =>
    all.every((e) => e !== null && e.annual > 0);
  const listed = (all: readonly (Estimate | null)[]): string | null =>
    all.length === 0 || all.some((e) => e === null) ? null : all.map((e) => percent(e!.annual)).join(', ');
  return [
    test(
      'strength',
      `t of alpha at least ${BARS.t}`,
      f.alpha && `t ${signed(f.alpha.t, 1)}`,
      () => f.alpha!.t >= BARS.t,
    ),
    test(
      'consistency',
      `alpha above 0 in ${share(BARS.consistency)} of three-year stretches`,
      f.consistency === null ? null : `above 0 in ${share(f.consistency)} of three-year stretches`,
      () => f.consistency! >= BARS.consistency,
    ),
    test(
      'sub-periods',
      'alpha above 0 in each third of the record',
      listed(f.subPeriods) && `by thirds ${listed(f.subPeriods)}`,
      () => areAbove(f.subPeriods),
    ),
    test(
      'sub-universes',
      'alpha above 0 among larger and smaller companies',
      listed(f.subUniverses) && `larger and smaller half ${listed(f.subUniverses)}`,
      () => areAbove(f.subUniverses),
    ),
    test(
      'costs',
      'alpha above 0 after costs',
      f.net && `${percent(f.net.annual)} a year after costs`,
      () => f.net!.annual > 0,
    ),
    test(
      'search',
      `more than the luck of the search with ${share(BARS.deflated)}`,
      f.deflated === null ? null : `more than the luck of the search with ${chance(f.deflated)}`,
      () => f.deflated! >= BARS.deflated,
    ),
    test(
      'live',
      `alpha above 0 over ${BARS.liveMonths} months since launch`,
      f.live &&
        (f.live.alpha
          ? `${percent(f.live.alpha.annual)} a year over ${f.live.months} months since launch`
          : `${f.live.months} months since launch`),
      () => f.live!.months >= BARS.liveMonths && f.live!.alpha !== null && f.live!.alpha.annual > 0,
    ),
  ];
}

const percent = (x: number): string => `${signed(x, 1)} %`;
const share = (x: number): string => `${(100 * x).toFixed(0)} %`;
/** A probability is never told as certain. */
const chance = (p: number): string => (p < 0.01 ? 'under 1 %' : p > 0.99 ? 'over 99 %' : share(p));
const alphaText = (a: Estimate): string => `${percent(a.annual)} a year (t ${signed(a.t, 1)}, ${a.n} months)`;
