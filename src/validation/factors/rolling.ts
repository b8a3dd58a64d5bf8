import { iso } from '../../market/day.ts';
import { weightedLine } from '../../math/regression/weighted-line.ts';
import { marketExcess, ownExcess, type FactorMonth } from './inputs/monthly-returns.ts';

/** One window of months. Percent a year. */
export interface RollingWindow {
  /** Its last session, ISO. */
  readonly end: string;
  readonly alpha: number;
  /** Compound annual growth minus the market's. */
  readonly excess: number;
}

/** Alpha and excess return over every window of some years. */
export interface RollingAlpha {
  readonly years: number;
  readonly windows: readonly RollingWindow[];
  /** Number of windows that do not overlap: at most this many independent observations. */
  readonly nonOverlapping: number;
  /** Fraction of windows with positive alpha, and with positive excess return; null without windows. */
  readonly positiveFraction: { readonly alpha: number; readonly excess: number } | null;
  readonly worst: RollingWindow | null;
  readonly best: RollingWindow | null;
}

/**
 * Windows end at every month with enough months before it; a window with a gap in its months is skipped. Worst and best are
 * by alpha.
 */
export function rolling(months: readonly FactorMonth[], years: number): RollingAlpha {
  const length = 12 * years;
  const own = Float64Array.from(months, ownExcess);
  const market = Float64Array.from(months, marketExcess);
  const ones = new Float64Array(months.length).fill(1);
  const windows: RollingWindow[] = [];
  let [nonOverlapping, counted] = [0, 0];
  for (let end = length; end <= months.length; end++) {
    const stretch = months.slice(end - length, end);
    if (stretch.at(-1)!.month - stretch[0]!.month !== length - 1) continue;
    if (end - length >= counted) [nonOverlapping, counted] = [nonOverlapping + 1, end];
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
  const positive = (of: 'alpha' | 'excess'): number =>
    windows.filter((w) => w[of] > 0).length / windows.length;
  return {
    years,
    windows,
    nonOverlapping,
    positiveFraction: windows.length > 0 ? { alpha: positive('alpha'), excess: positive('excess') } : null,
    worst: byAlpha[0] ?? null,
    best: byAlpha.at(-1) ?? null,
  };
}
