import type { FigureUnit } from '../../backtest/statistics/figures/figure-rule.ts';
import { counted, grouped, NONE, percent, signedPercent } from '../../format/numbers.ts';

/** A figure as people read it: a fraction as a percentage with two decimals, a ratio with two, days with their unit, periods whole. */
export function figureText(value: number | null, unit: FigureUnit): string {
  if (value === null) return NONE;
  if (unit === 'fraction') return percent(100 * value, 2);
  if (unit === 'days') return counted(Math.round(value), 'day');
  return grouped(value, unit === 'number' ? 2 : 0);
}

/** A return with its sign: `+12.34 %`. */
export const returnText = (value: number | null, decimals = 2): string =>
  value === null ? NONE : signedPercent(100 * value, decimals);
