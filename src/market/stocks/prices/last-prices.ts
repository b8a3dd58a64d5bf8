import { medianOf } from '../../../math/statistics/nth-smallest.ts';
import { addDays, type Day } from '../../day.ts';
import { type CapitalChange, shareRatio } from '../capital-changes.ts';
import type { ListedIssuer } from '../companies/issuer-list.ts';
import { MONTH } from '../sessions.ts';
import { type Bars, bySession, isTrade } from './bars.ts';

/** A quarter: no sleeve holds a stock that has not traded for longer. */
const REACH_BACK_DAYS = 100;

/** The first day of which prices matter at the close of another. */
export const firstDayOfPrices = (day: Day): Day => addDays(day, -REACH_BACK_DAYS);

/** Last prices and traded values of all stocks at the close of a day. */
export interface LastPrices {
  /** The issuers with a price by then, in column order. */
  readonly issuers: readonly ListedIssuer[];
  /** [N] ₹ a share at the last trade, split-adjusted to the day; NaN if it has not traded for a quarter. */
  readonly price: Float64Array;
  /** [N] day of that trade; null if there is none. */
  readonly lastTraded: readonly (Day | null)[];
  /** [N] ₹: median traded value over the sessions among the last 21 on which it traded; NaN if there is none. */
  readonly tradedValue: Float64Array;
}

/** What prices at a close are found from. */
export interface PricesKnown {
  readonly day: Day;
  readonly issuers: readonly ListedIssuer[];
  /** Of each column, as known. */
  readonly changes: readonly (readonly CapitalChange[])[];
  /** False on a day that was no session of the Nifty. */
  readonly isSession: (on: Day) => boolean | null;
  /** In order of days; those outside the quarter up to the day are skipped. */
  readonly bars: readonly Bars[];
}

/** Prices at the close of a day. */
export function lastPricesOf({ day, issuers, changes, isSession, bars }: PricesKnown): LastPrices {
  const first = firstDayOfPrices(day);
  const sessions = bars
    .flatMap((some) => [...bySession(some)])
    .filter((s) => s.day >= first && s.day <= day && isSession(s.day) !== false)
    .filter((s) => hasTrade(s.bars, s.from, s.to));
  const monthFrom = sessions.at(-MONTH)?.day ?? sessions[0]?.day;
  const price = new Float64Array(issuers.length).fill(NaN);
  const lastTraded: (Day | null)[] = issuers.map(() => null);
  const traded: number[][] = issuers.map(() => []);
  const isAsTraded = new Uint8Array(issuers.length);
  for (const { bars: row, from, to, day: on } of sessions)
    for (let r = from; r < to; r++) {
      if (!isTrade(row, r)) continue;
      const i = row.column[r]!;
      price[i] = row.close[r]!;
      lastTraded[i] = on;
      isAsTraded[i] = row.isAsTraded[r]!;
      if (on >= monthFrom!)
        traded[i]!.push(
          Number.isNaN(row.tradedValue[r]!) ? row.volume[r]! * row.close[r]! : row.tradedValue[r]!,
        );
    }
  for (let i = 0; i < price.length; i++)
    if (isAsTraded[i] === 1) price[i]! /= shareRatio(changes[i]!, lastTraded[i]!, day);
  return {
    issuers,
    price,
    lastTraded,
    tradedValue: Float64Array.from(traded, (values) =>
      values.length === 0 ? NaN : medianOf(Float64Array.from(values), values.length),
    ),
  };
}

function hasTrade(bars: Bars, from: number, to: number): boolean {
  for (let r = from; r < to; r++) if (isTrade(bars, r)) return true;
  return false;
}
