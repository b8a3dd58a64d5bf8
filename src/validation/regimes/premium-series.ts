import type { AllocationRules } from '../../../allocations/rules.ts';
import { SLEEVES, type SleeveId } from '../../../allocations/positions.ts';
import type { AsOfView, Column } from '../../market/as-of.ts';
import { type Day, monthNumber, monthOf, parseIso } from '../../market/day.ts';
import { monthlyReturns } from '../../market/monthly-returns.ts';
import { type Field, IIMA, NIFTY } from '../../market/series.ts';

/** A monthly premium series, in percent, keyed by `monthNumber`. */
export interface PremiumSeries {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly liveFrom: string | null;
  readonly byMonth: ReadonlyMap<number, number>;
}

const FACTORS: readonly { readonly field: Field; readonly title: string }[] = [
  { field: 'smb', title: 'Size, small minus big (SMB)' },
  { field: 'hml', title: 'Value, high minus low book-to-price (HML)' },
  { field: 'wml', title: 'Momentum, winners minus losers (WML)' },
  { field: 'mf', title: 'Market over the risk-free rate (MF)' },
];

/** The premia of the academic factor library that the store has. */
export const factorPremia = (view: AsOfView): PremiumSeries[] =>
  FACTORS.flatMap(({ field, title }) => {
    const column = view.column(`${IIMA}.${field}`);
    if (column.value.length === 0) return [];
    const byMonth = new Map(
      Array.from(column.observedOn, (d, i) => [monthNumber(d as Day), column.value[i]!]),
    );
    return [{ id: field, title, source: 'IIM Ahmedabad, four-factor library', liveFrom: null, byMonth }];
  });

/** The excess return of each sleeve's proxy index over the Nifty 50, both total return or both price return. */
export const indexPremia = (
  view: AsOfView,
  rules: AllocationRules,
): (PremiumSeries & { sleeve: SleeveId })[] =>
  SLEEVES.flatMap((sleeve) => {
    const index = rules.instruments[sleeve];
    if (!index) return [];
    // Total return unless price return has more common months; the two must be of one kind to be comparable.
    const kinds = (['tri', 'close'] as const).map((field) => ({
      field,
      byMonth: excess(view.column(`${index.series}.${field}`), view.column(`${NIFTY}.${field}`)),
    }));
    const { field, byMonth } = kinds.reduce((a, b) => (b.byMonth.size > a.byMonth.size ? b : a));
    if (byMonth.size === 0) return [];
    const launched = index.launched === null ? null : parseIso(index.launched);
    return [
      {
        sleeve,
        id: index.series,
        title: `${index.name} over Nifty 50`,
        source: field === 'tri' ? 'index levels with dividends' : 'price index levels',
        liveFrom: launched === null ? null : monthOf(launched),
        byMonth,
      },
    ];
  });

/** Percent, by month. Months that begin or end on different sessions are left out: their returns are not comparable. */
function excess(index: Column, market: Column): Map<number, number> {
  const own = monthlyReturns(index.observedOn, index.value);
  const theirs = new Map(monthlyReturns(market.observedOn, market.value).map((m) => [m.month, m]));
  return new Map(
    own.flatMap(({ month, start, end, growth }) => {
      const other = theirs.get(month);
      return other?.start === start && other.end === end
        ? [[month, 100 * (growth - other.growth)] as const]
        : [];
    }),
  );
}
