import type { Problem } from '../src/market/problem.ts';

const PARTS = [
  ['scores', 'Sleeves are not scored; their bouquet weights are scaled by inverse volatility.'],
  ['limits', 'Limits on industries, single shares and the exposure to BETA are not kept.'],
  ['shares', 'The portfolio is not looked through to single shares.'],
  ['risk', 'Risk is estimated from index returns, without its parts.'],
] as const;

/** What an allocation goes without where sleeves of shares cannot be had: a note for each part. */
export const withoutShares = (why: string): Problem[] =>
  PARTS.map(([about, message]) => ({
    severity: 'note',
    code: 'without-shares',
    about,
    message: `${message} ${why}`,
    remedy: 'Import share prices, shares outstanding and accounts; the next run builds on them.',
  }));
