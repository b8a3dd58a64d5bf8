import { iso } from '../../market/day.ts';
import { weightedLine } from '../../math/regression/weighted-line.ts';
import { marketExcess, ownExcess, type ResearchMonth } from './inputs/monthly-returns.ts';

/** One stretch of months, percent a year. */
export interface Window {
  /** Its last session, ISO. */
  readonly end: string;
  readonly alpha: number;
  /** Compound growth above the market's. */
  readonly excess: number;
}

/** Alpha and return above the market over every stretch of some years. */
export interface Rolling {
  readonly years: number;
  readonly windows: readonly Window[];
  /** How many of them do not overlap: the number of independent witnesses at most. */
  readonly apart: number;
  /** Null where there is no window. */
  readonly shares: { readonly alpha: number; readonly excess: number } | null;
  readonly worst: Window | null;
  readonly best: Window | null;
}

/** Windows end at every month that has enough before it; months must follow one another. Worst and best by alpha. */
export function rolling(months: readonly ResearchMonth[], years: number): Rolling {
  const length = 12 * years;
  const own = Float64Array.from(months, ownExcess);
  const market = Float64Array.from(months, marketExcess);
  const ones = new Float64Array(months.length).fill(1);
  const windows: Window[] = [];
  let [apart, told] = [0, 0];
  for (let end = length; end <= months.length; end++) {
    const stretch = months.slice(end - length, end);
    if (stretch.at(-1)!.month - stretch[0]!.month !== length - 1) continue;
    if (end - length >= told) [apart, told] = [apart + 1, end];
    const which = Int32Array.from(stretch, (_, k) => end - length + k);
    const growth = (of: 'own' | 'market'): number =>
      stretch.reduce((level, m) => level * (1 + m[of]), 1) ** (1 / years);
    windows.push({
      end: iso(stretch.at(-1)!.end),
      alpha: 1200 * weightedLine(own, market, ones, which)!.intercept,
      excess: 100 * (growth('own') - growth('market')),
    });
  }
  const byAlpha = windows.toSorted((a, b) => a.alpha - b.alpha);
  const share = (of: 'alpha' | 'excess'): number => windows.filter((w) => w[of] > 0).length / windows.length;
  return {
    years,
    windows,
    apart,
    shares: windows.length > 0 ? { alpha: share('alpha'), excess: share('excess') } : null,
    worst: byAlpha[0] ?? null,
    best: byAlpha.at(-1) ?? null,
  };
}
