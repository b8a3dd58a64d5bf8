import { signed } from '../../../signals/wording.ts';
import type { Estimate } from './estimate.ts';
import type { Rolling } from './rolling.ts';

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
  /** Share of three-year stretches with alpha above 0, and how many of them must stand apart for it to be asked. */
  consistency: 0.6,
  apart: 2,
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

/** What a verdict rests on. Estimates are null where they could not be made. */
export interface Findings {
  readonly months: number;
  readonly alpha: Estimate | null;
  /** Of three years. */
  readonly stretches: Pick<Rolling, 'apart' | 'shares'>;
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

/** In reading order. */
export const testsOf = (f: Findings): Test[] => [
  {
    id: 'strength',
    found: f.alpha ? strengthText(f.alpha) : 't not known',
    asked: String(BARS.t),
    passed: f.alpha && f.alpha.t >= BARS.t,
  },
  consistencyOf(f.stretches),
  {
    id: 'sub-periods',
    found: `by thirds of the record ${listed(f.subPeriods)}`,
    asked: 'all above 0',
    passed: areAllAbove(f.subPeriods),
  },
  {
    id: 'sub-universes',
    found: `among larger and smaller companies ${listed(f.subUniverses)}`,
    asked: 'both above 0',
    passed: areAllAbove(f.subUniverses),
  },
  {
    id: 'costs',
    found: f.net ? `${percent(f.net.annual)} a year after costs` : 'after costs not known',
    asked: 'above 0',
    passed: areAllAbove([f.net]),
  },
  {
    id: 'search',
    found:
      f.deflated === null
        ? 'the luck of the search not known'
        : `more than the luck of the search with ${chance(f.deflated, BARS.deflated)}`,
    asked: share(BARS.deflated),
    passed: f.deflated === null ? null : f.deflated >= BARS.deflated,
  },
  {
    id: 'live',
    found: liveText(f.live),
    asked: `above 0 over at least ${BARS.liveMonths} live months`,
    passed: f.live && isAliveAndWell(f.live),
  },
  {
    id: 'survivors',
    found:
      f.failedCompanies === null
        ? 'chosen at the time'
        : `companies that failed ${f.failedCompanies === 'there' ? 'could be chosen' : 'may be missing, which flatters'}`,
    asked: 'members of the day',
    passed: f.failedCompanies && f.failedCompanies === 'there',
  },
];

function consistencyOf({ apart, shares }: Findings['stretches']): Test {
  const id = 'consistency';
  if (apart < BARS.apart || !shares) {
    const found = `${apart} three-year ${apart === 1 ? 'stretch that stands' : 'stretches that stand'} apart, too few to be consistent`;
    return { id, found, asked: `at least ${BARS.apart}`, passed: null };
  }
  return {
    id,
    found: `above 0 in ${share(shares.alpha, BARS.consistency)} of three-year stretches`,
    asked: share(BARS.consistency),
    passed: shares.alpha >= BARS.consistency,
  };
}

/** One that is known and is not above 0 decides; else all must be known. Null for none. */
function areAllAbove(alphas: readonly (Estimate | null)[]): boolean | null {
  if (alphas.some((e) => e !== null && e.annual <= 0)) return false;
  return alphas.length === 0 || alphas.includes(null) ? null : true;
}

const isAliveAndWell = (live: LiveRecord | 'not known'): boolean =>
  live !== 'not known' && live.months >= BARS.liveMonths && live.alpha !== null && live.alpha.annual > 0;

const listed = (alphas: readonly (Estimate | null)[]): string =>
  alphas.length === 0 ? 'not known' : alphas.map((e) => (e ? percent(e.annual) : 'not known')).join(', ');

function liveText(live: Findings['live']): string {
  if (live === null) return 'launched by nobody';
  if (live === 'not known') return 'launch not known, so that all of it may be its maker’s back-test';
  const { months, alpha } = live;
  return alpha ? `live ${percent(alpha.annual)} a year over ${months} months` : `live for ${months} months`;
}

const strengthText = ({ t }: Estimate): string => `t ${signed(t, decimals(t, BARS.t, 1))}`;
export const percent = (x: number): string => `${signed(x, 1)} %`;
const share = (x: number, bar = 0): string => `${(100 * x).toFixed(decimals(100 * x, 100 * bar, 0))} %`;
/** A probability is never told as certain. */
const chance = (p: number, bar: number): string =>
  p < 0.01 ? 'under 1 %' : p > 0.99 ? 'over 99 %' : share(p, bar);

/** As many as it takes for a figure that falls short of a bar not to be rounded up to it. */
function decimals(figure: number, bar: number, least: number): number {
  const readsAsMet = (digits: number): boolean => figure < bar && Number(figure.toFixed(digits)) >= bar;
  let digits = least;
  while (digits < 9 && readsAsMet(digits)) digits++;
  return digits;
}
