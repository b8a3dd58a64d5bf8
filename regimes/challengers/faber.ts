import type { Regime } from '../regime.ts';
import type { Challenger, ChallengerInput } from './challenger.ts';
import { closesUpTo } from './period-closes.ts';

const MONTHS = 10;
const BAND = 0.03;

/** The last close over the mean of the last ten, itself included; null for fewer than ten. */
function aboveAverage(closes: Float64Array): number | null {
  if (closes.length < MONTHS) return null;
  const window = closes.subarray(closes.length - MONTHS);
  return window[MONTHS - 1]! / (window.reduce((sum, close) => sum + close, 0) / MONTHS);
}

const side = (ratio: number): Regime => (ratio < 1 ? 'bearish' : 'bullish');

/** Bearish below the average, otherwise bullish. */
function faberLabel(closes: Float64Array): Regime | null {
  const ratio = aboveAverage(closes);
  return ratio === null ? null : side(ratio);
}

/** Bearish more than 3 % below the average, bullish more than 3 % above; unchanged within the band. */
function bandLabel(closes: Float64Array): Regime | null {
  let label: Regime | null = null;
  for (let end = MONTHS; end <= closes.length; end++) {
    const ratio = aboveAverage(closes.subarray(0, end))!;
    // The first month has no previous label, so the band does not apply.
    if (label === null || Math.abs(ratio - 1) > BAND) label = side(ratio);
  }
  return label;
}

const overMonths = (
  { market, months }: ChallengerInput,
  label: (closes: Float64Array) => Regime | null,
): (Regime | null)[] => months.map((session) => label(closesUpTo(market, market.monthEnds, session)));

export const faber: Challenger = {
  id: 'faber',
  title: 'Faber: 10-month average',
  source:
    'Faber (2007), Journal of Wealth Management 9(4): month-end close against the mean of the last ten month-ends. Our choice: price index instead of total return.',
  label: (input) => overMonths(input, faberLabel),
};

export const faberBand: Challenger = {
  id: 'faber-band',
  title: 'Faber: 10-month average with a ±3 % band',
  source:
    'Faber (2007) with a band against whipsaws: the label changes only when the close is more than 3 % from the average. Our choice: the width of the band, and the price index.',
  label: (input) => overMonths(input, bandLabel),
};
