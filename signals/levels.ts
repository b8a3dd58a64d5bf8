/**
 * The market levels that signals observe on a day and that a what-if can set. A VIX level is the mean of its averaging
 * window; P/E, P/B and dividend yield are as published that day, not chained across breaks.
 */
export const LEVELS = {
  'us-vix': { title: 'US VIX (mean of its window)', unit: 'points', decimals: 2 },
  'india-vix': { title: 'India VIX (mean of its window)', unit: 'points', decimals: 2 },
  nifty: { title: 'Nifty 50 close', unit: 'index points', decimals: 2 },
  pe: { title: 'Nifty 50 P/E', unit: '×', decimals: 2 },
  pb: { title: 'Nifty 50 P/B', unit: '×', decimals: 2 },
  dy: { title: 'Nifty 50 dividend yield', unit: '%', decimals: 2 },
  gsec: { title: '10-year G-sec yield', unit: '%', decimals: 3 },
  'nifty-basis': {
    title: 'Nifty futures basis (mean of its window)',
    unit: '% a year',
    decimals: 2,
    isSigned: true,
  },
  'fii-flow': {
    title: 'FII net cash flow (sum of its window)',
    unit: '₹ crore',
    decimals: 0,
    isSigned: true,
  },
} as const;

/** A market level that a signal is computed from; `LEVELS` has its unit. */
export type LevelKey = keyof typeof LEVELS;
/** Whether a level can be negative; prices, ratios and yields cannot. */
export const isSigned = (key: LevelKey): boolean => 'isSigned' in LEVELS[key];

/** Market levels in the units of `LEVELS`; a level that was not observed is absent. */
export type Levels = Readonly<Partial<Record<LevelKey, number>>>;
