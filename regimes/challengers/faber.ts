import type { Regime } from '../regime.ts';
import type { Challenger, Trial } from './challenger.ts';
import { closesUpTo } from './period-closes.ts';

const MONTHS = 10;
const BAND = 0.03;

/** The last close over the mean of the last ten, itself among them; null with fewer. */
function aboveAverage(closes: Float64Array): number | null {
  if (closes.length < MONTHS) return null;
  const window = closes.subarray(closes.length - MONTHS);
  return window[MONTHS - 1]! / (window.reduce((sum, close) => sum + close, 0) / MONTHS);
}

const side = (ratio: number): Regime => (ratio < 1 ? 'bearish' : 'bullish');

/** Bearish below the average, bullish at it and above. */
function faberLabel(closes: Float64Array): Regime | null {
  const ratio = aboveAverage(closes);
  return ratio === null ? null : side(ratio);
}

/** Bearish from more than 3 % below the average, bullish from more than 3 % above; between them what it was before. */
function bandLabel(closes: Float64Array): Regime | null {
  let label: Regime | null = null;
  for (let end = MONTHS; end <= closes.length; end++) {
    const ratio = aboveAverage(closes.subarray(0, end))!;
    // The first month has nothing before it and takes its plain side.
    if (label === null || Math.abs(ratio - 1) > BAND) label = side(ratio);
  }
  return label;
}

const overMonths = (trial: Trial, label: (closes: Float64Array) => Regime | null): (Regime | null)[] =>
  trial.months.map((session) => label(closesUpTo(trial.tape, trial.tape.monthEnds, session)));

export const faber: Challenger = {
  id: 'faber',
  title: 'Faber: 10-month average',
  source:
    'Faber (2007), Journal of Wealth Management 9(4): month-end close against the mean of the last ten month-ends. Our choice: the price index, not total return.',
  label: (trial) => overMonths(trial, faberLabel),
};

export const faberBand: Challenger = {
  id: 'faber-band',
  title: 'Faber: 10-month average with a ±3 % band',
  source:
    'Faber (2007) with a band against whipsaws: the label changes only where the close leaves ±3 % of the average. Our choice: the width of the band, and the price index.',
  label: (trial) => overMonths(trial, bandLabel),
};
