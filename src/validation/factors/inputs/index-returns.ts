import type { AsOfView } from '../../../market/as-of.ts';
import { type MonthlyReturn, monthlyReturns } from '../../../market/monthly-returns.ts';
import { NIFTY, type SeriesId, type SeriesKey } from '../../../market/series.ts';

/** An index and the Nifty, both with dividends or both without. */
export interface IndexReturns {
  readonly kind: 'total' | 'price';
  readonly own: readonly MonthlyReturn[];
  readonly market: readonly MonthlyReturn[];
}

export const indexSeries = (series: SeriesId): SeriesKey[] => [
  `${series}.tri`,
  `${series}.close`,
  `${NIFTY}.tri`,
  `${NIFTY}.close`,
];

/**
 * With dividends where both have at least as many months of that; the two must be of one kind to be compared. Null where
 * they have no month in common.
 */
export function indexReturns(view: AsOfView, series: SeriesId): IndexReturns | null {
  const of = (kind: IndexReturns['kind'], field: 'tri' | 'close'): IndexReturns & { shared: number } => {
    const returns = (id: SeriesId): MonthlyReturn[] => {
      const { observedOn, value } = view.column(`${id}.${field}`);
      return monthlyReturns(observedOn, value);
    };
    const [own, market] = [returns(series), returns(NIFTY)];
    const months = new Set(market.map((m) => m.month));
    return { kind, own, market, shared: own.filter((m) => months.has(m.month)).length };
  };
  const [total, price] = [of('total', 'tri'), of('price', 'close')];
  const { shared, ...found } = price.shared > total.shared ? price : total;
  return shared > 0 ? found : null;
}
