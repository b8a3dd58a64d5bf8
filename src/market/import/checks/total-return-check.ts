import type { Column } from '../../as-of.ts';
import { displayDay, type Day } from '../../day.ts';
import type { Problem } from '../../problem.ts';
import type { SeriesId } from '../../series.ts';

/** Levels of an index by day. */
export type Levels = ReadonlyMap<Day, number>;

/** Two levels are the same figure if they differ by less than the rounding to two decimals of a level of 1,000. */
const SAME = 1e-5;
/** Fewest common days for a judgement, and the fraction of them on which levels must be the same (our choice). */
const FEWEST_DAYS = 3;
const SAME_DAYS = 0.9;

/**
 * Dividends add to an index at least this fraction a year: the dividend yield of the Nifty 50 was never below 0.6 % from
 * 1999 to 2021; growth indices pay about half of that (our choice).
 */
const LEAST_DRIFT = 0.002;
/** Most of a year's dividends go ex from June to September, so a shorter span says nothing. */
const FULL_YEAR = 365;

/**
 * Why levels that should include dividends do not: they are the levels of the price index, or stay in the same proportion
 * to it for a year or more. Null if nothing contradicts them, also without a price index to compare with.
 */
export function totalReturnDoubt(series: SeriesId, total: Levels, price: Levels): string | null {
  const ratios = Array.from(total)
    .filter(([d, level]) => level > 0 && price.get(d)! > 0)
    .map(([d, level]) => ({ day: d, ratio: level / price.get(d)! }))
    .sort((a, b) => a.day - b.day);
  if (ratios.length < FEWEST_DAYS) return null;
  const same = ratios.filter(({ ratio }) => Math.abs(ratio - 1) < SAME).length;
  if (same >= SAME_DAYS * ratios.length)
    return `its levels are those of the price index ${series}.close on ${same} of ${ratios.length} common days`;
  const [first, last] = [ratios[0]!, ratios.at(-1)!];
  const years = (last.day - first.day) / 365.25;
  if (last.day - first.day < FULL_YEAR) return null;
  const drift = (last.ratio / first.ratio) ** (1 / years) - 1;
  return drift < LEAST_DRIFT
    ? `against the price index ${series}.close its levels gain ${(100 * drift).toFixed(2)} % a year from ${displayDay(first.day)} to ${displayDay(last.day)}, less than any dividends`
    : null;
}

/** Refuses a file of total-return levels that, by `totalReturnDoubt`, may be prices. */
export const notTotalReturn = (about: string, series: SeriesId, doubt: string): Problem => ({
  severity: 'error',
  code: 'not-total-return',
  about,
  message: `${doubt}: these are prices without dividends, not total returns.`,
  remedy: `Import it with --series ${series}.close to add it as prices, or download the total-return index.`,
});

/** Warns of stored total-return levels that are doubted only since the price index was imported. */
export const storedNotTotalReturn = (series: SeriesId, doubt: string): Problem => ({
  severity: 'warning',
  code: 'not-total-return',
  about: `${series}.tri`,
  message: `${doubt}: the stored levels are prices without dividends, not total returns.`,
  remedy:
    'Import the total-return history of niftyindices.com, which is used in preference to files of unknown origin.',
});

/** A column as levels by day. */
export const levelsOf = ({ observedOn, value }: Column): Levels =>
  new Map(Array.from(observedOn, (d, i) => [d as Day, value[i]!]));
