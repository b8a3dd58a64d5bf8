import { plainPercent } from '../../format/words.ts';
import type { AlternativeRecord } from '../backtest-run.ts';
import { holdsZero, type ResampledDifferences } from './resampled-differences.ts';
import type { RotationTest } from './rotation-test.ts';

/**
 * The conclusion in sentences, each with the interval that it rests on. A difference whose interval holds 0 is never called one.
 */
export function verdictOn(
  { id, title, beforeHedgeAndFee }: Pick<AlternativeRecord, 'id' | 'title' | 'beforeHedgeAndFee'>,
  { months, differences }: ResampledDifferences,
): string {
  const name = `${inSentence(title)}${beforeHedgeAndFee ? ', before hedge and performance fee' : ''}`;
  const found = differences.find((d) => d.id === id);
  if (!found) throw new RangeError(`no alternative ${id}`);
  const { growth } = found;
  const range = `95 % interval ${pointsText(growth.interval[0])} to ${pointsText(growth.interval[1])} a year, ${months} months`;
  const size = `${pointsText(growth.value)} percentage points a year of log growth`;
  if (holdsZero(growth))
    return `Against ${name}: ${size}. The interval holds zero (${range}): the difference cannot be distinguished from chance.`;
  return growth.value > 0
    ? `Against ${name}: ${size}. The back-test beats it over this period (${range}).`
    : `Against ${name}: ${size}. The back-test falls short of it over this period (${range}).`;
}

/** The rotation test in a sentence. */
export const timingVerdict = ({ atLeastAsHigh, months, growth, meanOfShifts }: RotationTest): string =>
  `Timing: ${plainPercent(atLeastAsHigh, 0)} of the ${months} shifts of the same labels end at least as high as the labels themselves ` +
  `(${plainPercent(Math.expm1(growth))} a year before the cost of switching, all shifts ${plainPercent(Math.expm1(meanOfShifts))} on average). ` +
  (atLeastAsHigh <= 0.05
    ? 'The labels came at better times than chance explains at the 5 % level.'
    : 'There is no evidence that the labels came at the right times.');

/** What is said where the record is too short. */
export const tooShortVerdict = (months: number, least: number): string =>
  `The record has ${months} months; below ${least} no interval and no test is given.`;

const pointsText = (x: number): string => `${x < 0 ? '−' : '+'}${Math.abs(100 * x).toFixed(2)}`;

/** A title within a sentence: `The bullish bouquet for good` → `the bullish bouquet for good`; names keep their capital. */
export const inSentence = (title: string): string =>
  /^(The|Bouquets|Equal) /.test(title) ? title[0]!.toLowerCase() + title.slice(1) : title;
