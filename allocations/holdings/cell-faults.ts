import { nearestOf } from '../../src/math/edit-distance.ts';
import { POSITIONS } from '../positions.ts';
import { quoted } from './parse-amount.ts';

/** A fault of a line, and its remedy. */
export interface LineFault {
  readonly message: string;
  readonly remedy: string;
}

/** The position that a text seems to mean: reports print “Low volatility”, files say `low-volatility`; undefined if none is near. */
export function positionMeant(text: string, names: readonly string[] = POSITIONS): string | undefined {
  const slug = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');
  return names.find((name) => name === slug) ?? nearestOf(slug, names);
}

/**
 * A text that is not a position, with the position that it seems to mean.
 *
 * @param names what the file takes; all positions if left out.
 */
export function notAPosition(text: string, names: readonly string[] = POSITIONS): LineFault {
  const meant = positionMeant(text, names);
  const all = `Use one of ${names.join(', ')}.`;
  return {
    message: `${quoted(text)} is not a position.`,
    remedy: meant === undefined ? all : `Write ${meant} if that is meant. ${all}`,
  };
}

const CURRENCY = /₹|^\s*(rs\b|inr\b)|(rs|inr)\.?\s*$/i;
const UNITS = /\b(lakhs?|lacs?|crores?|cr)\b/i;

/** What to write in place of an amount that cannot be read; `otherwise` if nothing is known of its form. */
export function amountRemedy(text: string, otherwise: string): string {
  if (text.includes('%')) return `Give an amount in ₹, not a weight in percent. ${otherwise}`;
  if (UNITS.test(text)) return `Write the amount out in ₹, without lakh or crore. ${otherwise}`;
  if (CURRENCY.test(text)) return `Leave out the currency sign. ${otherwise}`;
  return otherwise;
}

/** Whether a row has nothing but separators: a spreadsheet writes a row that was emptied as commas. */
export const isBlankRow = (row: string): boolean => /^[\s,"]*$/.test(row);
