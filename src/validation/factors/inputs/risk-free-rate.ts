import type { AsOfView } from '../../../market/as-of.ts';
import { type Day, monthNumber } from '../../../market/day.ts';
import { GSEC_10Y, IIMA, type SeriesKey } from '../../../market/series.ts';

/** The monthly risk-free rate, as a fraction, and a description of its source. */
export interface RiskFreeRate {
  readonly in: (month: number) => number;
  readonly source: string;
}

export const RISK_FREE_SERIES: readonly SeriesKey[] = [`${IIMA}.rf`, `${GSEC_10Y}.close`];

/**
 * The factor library's rate of the month; without it, the monthly equivalent of the 10-year yield at the previous
 * month-end; without either, zero. A month without a value takes the last known one; months before the first take the first.
 */
export function riskFreeRate(view: AsOfView): RiskFreeRate {
  const rf = monthly(view, `${IIMA}.rf`, 0, (percent) => percent / 100);
  if (rf) return { in: rf, source: 'the risk-free rate of the IIM Ahmedabad factor library' };
  const yields = monthly(view, `${GSEC_10Y}.close`, 1, (percent) => (1 + percent / 100) ** (1 / 12) - 1);
  if (yields) {
    return {
      in: yields,
      source:
        'the 10-year government bond yield, because no short rate is available; it overstates the risk-free rate',
    };
  }
  return { in: () => 0, source: 'zero: the store has neither a risk-free rate nor a bond yield' };
}

/** The last value of each month, applied `later` months later. */
function monthly(
  view: AsOfView,
  key: SeriesKey,
  later: number,
  rateOf: (figure: number) => number,
): ((month: number) => number) | null {
  const { observedOn, value } = view.column(key);
  if (value.length === 0) return null;
  const byMonth = new Map(Array.from(observedOn, (d, i) => [monthNumber(d as Day) + later, value[i]!]));
  const [first, last] = [monthNumber(observedOn[0]! as Day) + later, Math.max(...byMonth.keys())];
  return (month) => {
    let at = Math.min(Math.max(month, first), last);
    while (!byMonth.has(at)) at--;
    return rateOf(byMonth.get(at)!);
  };
}
