import { median, medianAbsoluteDeviation } from 'simple-statistics';
import { type Day, displayDay } from '../../day.ts';
import type { Problem } from '../../problem.ts';
import type { DaySlice, Issuer } from '../day-slice.ts';

/** A fall to under 3/5 or a rise to over 5/3 of the price before is rarely a day's trade (our choice). */
const LEAST = 0.6;
const MOST = 1 / LEAST;
/** In a crash it may be: then others move far too, and far apart. So many median deviations from them are too many (our choice). */
const DEVIATIONS = 12;
/** As many shares tell how others move. */
const OTHERS = 20;
const NAMED = 6;

/** Watches for prices that leave the price of the session before far behind with no split or bonus that says why. */
export interface PriceSteps {
  /** Sessions in order. */
  see(slice: DaySlice): void;
  problems(): Problem[];
}

export function watchPriceSteps(issuers: readonly Pick<Issuer, 'symbol'>[]): PriceSteps {
  const last = new Float64Array(issuers.length).fill(NaN);
  const steps: { readonly issuer: number; readonly day: Day; readonly ratio: number }[] = [];
  return {
    see: ({ day, close, adjustment }) => {
      // What did not trade in the session before has had time to move.
      const ratios = close.map((price, i) => price / (last[i]! * adjustment[i]!));
      last.set(close);
      const isFar = (ratio: number): boolean => ratio < LEAST || ratio > MOST;
      if (!ratios.some(isFar)) return;
      const moves = Array.from(ratios, Math.log).filter(Number.isFinite);
      const [usual, wide] =
        moves.length < OTHERS ? [0, 0] : [median(moves), DEVIATIONS * medianAbsoluteDeviation(moves)];
      ratios.forEach((ratio, issuer) => {
        if (isFar(ratio) && Math.abs(Math.log(ratio) - usual) > wide) steps.push({ issuer, day, ratio });
      });
    },
    problems: () => {
      if (steps.length === 0) return [];
      const told = steps
        .toSorted((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio)) || a.day - b.day)
        .slice(0, NAMED)
        .map(
          ({ issuer, day, ratio }) =>
            `${issuers[issuer]!.symbol} to ${(100 * ratio).toFixed(0)} % on ${displayDay(day)}`,
        );
      const more = steps.length > NAMED ? ` and ${steps.length - NAMED} more` : '';
      return [
        {
          severity: 'warning',
          code: 'price-step',
          about: 'stocks',
          message: `${steps.length === 1 ? 'a price steps' : `${steps.length} prices step`} from one session to the next with no split or bonus known, and ${steps.length === 1 ? 'is' : 'are'} taken as traded: ${told.join(', ')}${more}.`,
          remedy:
            'Import the corporate actions (docs/data-shapes.md), and do not join panels that were made on different days.',
        },
      ];
    },
  };
}
