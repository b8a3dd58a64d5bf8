import type { DailySlice } from '../../src/market/stocks/daily-slice.ts';

/** A slice restricted to its first columns. */
export function firstNames(slice: DailySlice, names: number): DailySlice {
  const cut = (column: Float64Array): Float64Array => column.slice(0, names);
  return {
    day: slice.day,
    close: cut(slice.close),
    high: cut(slice.high),
    low: cut(slice.low),
    volume: cut(slice.volume),
    tradedValue: cut(slice.tradedValue),
    adjustment: cut(slice.adjustment),
    dividend: cut(slice.dividend),
    sharesOutstanding: cut(slice.sharesOutstanding),
    statements: slice.statements.filter((s) => s.issuer < names),
  };
}

/** A slice without data for the columns from `names` on. */
export function withoutNames(slice: DailySlice, from: number): DailySlice {
  const silent = structuredClone(slice);
  for (const column of [silent.close, silent.high, silent.low, silent.volume, silent.tradedValue])
    column.fill(NaN, from);
  silent.sharesOutstanding.fill(NaN, from);
  silent.adjustment.fill(1, from);
  silent.dividend.fill(0, from);
  return { ...silent, statements: silent.statements.filter((s) => s.issuer < from) };
}
