import { readFileSync } from 'node:fs';
import { STYLE_PREMIA, STYLE_ROWS, type StylePremia } from '../../fixtures/equities/factor-table.ts';
import { REGIMES, type Regime } from '../../regimes/regime.ts';
import { day, monthNumber } from '../../src/market/day.ts';
import { sampleDeviation } from '../../src/math/statistics/sample-moments.ts';
import type { Style } from '../../src/risk/factors.ts';
import { demoStore } from '../demo-store.ts';
import { monthCalls } from './month-calls.ts';

/** The factor of the library that stands for a style, by column. */
const FACTOR_OF: Partial<Record<Style, string>> = { SIZE: 'SMB', VALUE: 'HML', LTMOM: 'WML' };

/** A mean monthly return in percent, with its standard error. */
export interface PremiumEstimate {
  readonly style: Style;
  readonly regime: Regime;
  readonly mean: number;
  readonly error: number;
}

export interface PremiaPrior {
  readonly premia: StylePremia;
  /** What shrinkage leaves of each mean, 0 to 1. */
  readonly kept: number;
  readonly estimates: readonly PremiumEstimate[];
}

/**
 * Premia of India's factors (IIM Ahmedabad's library) as a prior for the study: the mean return of SMB, HML and WML in the
 * months that the regime model labels at their start, all nine shrunk to zero by the positive part of James and Stein
 * (1961), and scaled from the factor's volatility to the simulated style's. Styles without a factor have no premium.
 *
 * @param files the reference history, from which the labels come, with the library's file among them.
 */
export async function iimaPremia(files: readonly string[]): Promise<PremiaPrior> {
  const file = files.find((f) => f.endsWith('iima_four_factors_monthly.csv'))!;
  const [head, ...rows] = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(','));
  const labels = await labelsByMonth(files);
  const returnsOf = (factor: string, regime: Regime | null): number[] =>
    rows.flatMap((row) => {
      const value = Number(row[head!.indexOf(factor)]);
      const label = labels.get(monthNumber(day(`${row[0]}-01`)));
      return Number.isFinite(value) && label !== undefined && (regime ?? label) === label ? [value] : [];
    });
  const estimates = Object.entries(FACTOR_OF).flatMap(([style, factor]) =>
    REGIMES.map((regime): PremiumEstimate => {
      const returns = returnsOf(factor, regime);
      const mean = returns.reduce((sum, r) => sum + r, 0) / returns.length;
      return {
        style: style as Style,
        regime,
        mean,
        error: sampleDeviation(returns) / Math.sqrt(returns.length),
      };
    }),
  );
  const squares = estimates.reduce((sum, { mean, error }) => sum + (mean / error) ** 2, 0);
  const kept = Math.max(0, 1 - (estimates.length - 2) / squares);
  const premiumOf = (style: Style, regime: Regime): number => {
    const estimate = estimates.find((e) => e.style === style && e.regime === regime);
    if (!estimate) return 0;
    const factorDeviation = Math.sqrt(12) * sampleDeviation(returnsOf(FACTOR_OF[style]!, null));
    return kept * 12 * estimate.mean * (STYLE_ROWS[style].deviation / factorDeviation);
  };
  const styles = Object.keys(STYLE_PREMIA) as Style[];
  const premia = Object.fromEntries(
    styles.map((style) => [style, Object.fromEntries(REGIMES.map((r) => [r, premiumOf(style, r)]))]),
  ) as unknown as StylePremia;
  return { premia, kept, estimates };
}

/** The regime model's call at the month-end before, by month. */
async function labelsByMonth(files: readonly string[]): Promise<ReadonlyMap<number, Regime>> {
  const calls = await monthCalls(await demoStore(files), '2021-12-31');
  return new Map(calls.map(({ monthEnd, regime }) => [monthNumber(monthEnd) + 1, regime]));
}
