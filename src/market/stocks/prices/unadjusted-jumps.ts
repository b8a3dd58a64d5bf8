import { median, medianAbsoluteDeviation } from 'simple-statistics';
import { type Day, displayDay } from '../../day.ts';
import type { Problem } from '../../problem.ts';
import type { DailySlice, Issuer } from '../daily-slice.ts';

/** A fall below 3/5 or a rise above 5/3 of the previous price is rarely a genuine daily return (our choice). */
const LEAST = 0.6;
const MOST = 1 / LEAST;
/**
 * Smaller falls that bonuses of 1 for 2 and 1 for 3 leave behind: a fall this near to their ratios is as suspicious,
 * because 20 % is the widest price band (our choice).
 */
const SMALL_FALLS = [
  { ratio: 2 / 3, near: 0.04 },
  { ratio: 3 / 4, near: 0.02 },
];
/** In a crash it may be genuine, but then other stocks move far too. A jump is reported beyond this many median absolute deviations from the median (our choice). */
const DEVIATIONS = 12;
/** Fewest stocks for a median of the session. */
const FEWEST_STOCKS = 20;
const NAMED = 6;

/** Collects price jumps between consecutive sessions that no known split or bonus explains. */
export interface UnadjustedJumps {
  /** Sessions in order. */
  observe(slice: DailySlice): void;
  problems(): Problem[];
}

export function watchUnadjustedJumps(issuers: readonly Pick<Issuer, 'symbol'>[]): UnadjustedJumps {
  const last = new Float64Array(issuers.length).fill(NaN);
  const jumps: { readonly issuer: number; readonly day: Day; readonly ratio: number }[] = [];
  return {
    observe: ({ day, close, adjustment }) => {
      // NaN for a stock that did not trade in the previous session: its price had more time to move.
      const ratios = close.map((price, i) => price / (last[i]! * adjustment[i]!));
      last.set(close);
      const isFar = (ratio: number): boolean =>
        ratio < LEAST ||
        ratio > MOST ||
        SMALL_FALLS.some((fall) => Math.abs(ratio / fall.ratio - 1) < fall.near);
      if (!ratios.some(isFar)) return;
      const moves = Array.from(ratios, Math.log).filter(Number.isFinite);
      const [usual, wide] =
        moves.length < FEWEST_STOCKS ? [0, 0] : [median(moves), DEVIATIONS * medianAbsoluteDeviation(moves)];
      ratios.forEach((ratio, issuer) => {
        if (isFar(ratio) && Math.abs(Math.log(ratio) - usual) > wide) jumps.push({ issuer, day, ratio });
      });
    },
    problems: () => {
      if (jumps.length === 0) return [];
      const largest = jumps
        .toSorted((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio)) || a.day - b.day)
        .slice(0, NAMED)
        .map(
          ({ issuer, day, ratio }) =>
            `${issuers[issuer]!.symbol} to ${(100 * ratio).toFixed(0)} % on ${displayDay(day)}`,
        );
      const more = jumps.length > NAMED ? ` and ${jumps.length - NAMED} more` : '';
      return [
        {
          severity: 'warning',
          code: 'price-step',
          about: 'stocks',
          message: `${jumps.length === 1 ? '1 price jumps' : `${jumps.length} prices jump`} between consecutive sessions without a known split or bonus; ${jumps.length === 1 ? 'it is' : 'they are'} used as traded: ${largest.join(', ')}${more}.`,
          remedy:
            'Import the corporate actions (docs/reference/file-formats.md), and do not combine price panels downloaded on different days.',
        },
      ];
    },
  };
}
