/**
 * Publishers of files, in order of trust. If two publish the same day, the first in this list is used (our choice: the
 * exchange's own file, NSE before BSE, then its index subsidiary, then whoever computes the figure, then copies).
 */
export const SOURCES = [
  'nse',
  'bse',
  'niftyindices',
  'amfi',
  'cboe',
  'investing',
  'fred',
  'iima',
  'third-party',
] as const;

export type Source = (typeof SOURCES)[number];
