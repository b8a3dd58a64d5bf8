/**
 * Who published a file. Where two have told of the same day, the one named first here is believed (our choice:
 * the exchange's own file, NSE's before BSE's, then its index subsidiary, then whoever computes the figure, then those who copy it).
 */
export const SOURCES = [
  'nse',
  'bse',
  'niftyindices',
  'cboe',
  'investing',
  'fred',
  'iima',
  'third-party',
] as const;

export type Source = (typeof SOURCES)[number];
