import { userError } from '../../../market/problem.ts';

/**
 * What the numbers of a column are: levels or prices; simple returns as fractions or in percent; a yield in percent a year, at
 * which money is invested from its day to the next.
 */
export const SERIES_UNITS = ['price', 'fraction', 'percent', 'yield'] as const;
export type SeriesUnit = (typeof SERIES_UNITS)[number];

const PRICES = new Set([
  'price',
  'close',
  'adj close',
  'adjusted close',
  'nav',
  'net asset value',
  'level',
  'value',
  'tri',
  'total returns index',
  'total return index',
  'closing index value',
]);

/** Headings of which the unit is part. Anything else needs the user's word. */
function unitOfHeading(heading: string): SeriesUnit | null {
  const words = heading.toLowerCase().replaceAll(/[_-]+/g, ' ').trim();
  if (/\b(yield)s?\b/.test(words)) return 'yield';
  if (/\breturns?\b.*(%|\bpercent\b|\bpct\b)|(%|\bpercent\b|\bpct\b).*\breturns?\b/.test(words))
    return 'percent';
  if (/^(returns?|decimal returns?|returns? \(?(decimal|fraction)\)?)$/.test(words)) return 'fraction';
  return PRICES.has(words) ? 'price' : null;
}

/** The unit of a column: as the user says, else as its heading says. @throws UserError where neither does. */
export function seriesUnit(
  heading: string,
  file: string,
  given: SeriesUnit | undefined,
  option: string,
): SeriesUnit {
  const unit = given ?? unitOfHeading(heading);
  if (unit !== null) return unit;
  throw userError(
    'unknown-unit',
    file,
    `line 1: the heading ${JSON.stringify(heading)} does not say whether its numbers are prices, fractions or percent, and that is not guessed.`,
    `Say it with ${option} ${SERIES_UNITS.join('|')}, or use a heading such as price, nav, return or return_percent.`,
  );
}
