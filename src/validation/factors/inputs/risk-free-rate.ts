import type { AsOfView } from '../../../market/as-of.ts';
import { type Day, monthNumber } from '../../../market/day.ts';
import { GSEC_10Y, IIMA, type SeriesKey } from '../../../market/series.ts';

/** What money earned in each month without risk, as a fraction, and where that is from, in words. */
export interface Riskless {
  readonly in: (month: number) => number;
  readonly from: string;
}

export const RISKLESS_SERIES: readonly SeriesKey[] = [`${IIMA}.rf`, `${GSEC_10Y}.close`];

/**
 * The factor library's rate of the month; without one, a twelfth of the bond yield at the end of the month before; without
 * either, nothing. A month without a figure has the last one known, those before the first have the first.
 */
export function risklessMonths(view: AsOfView): Riskless {
  const rf = monthly(view, `${IIMA}.rf`, 0, (percent) => percent / 100);
  if (rf) return { in: rf, from: 'the risk-free rate of the IIM Ahmedabad factor library' };
  const yields = monthly(view, `${GSEC_10Y}.close`, 1, (percent) => (1 + percent / 100) ** (1 / 12) - 1);
  if (yields) {
    return {
      in: yields,
      from: 'the yield of the 10-year government bond, for want of a short rate: more than money earned without risk',
    };
  }
  return { in: () => 0, from: 'nothing: the store has no risk-free rate and no bond yield' };
}

/** The last figure of each month, told of the month `later` months on. */
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
