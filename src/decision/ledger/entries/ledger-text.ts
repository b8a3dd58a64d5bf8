import { userError } from '../../../market/problem.ts';

/** Longest text and author of an entry that people write, in characters. */
export const LONGEST_NOTE = 2000;
export const LONGEST_AUTHOR = 80;

/** Half a surrogate pair and control characters cannot be stored, and what is hashed must be what is stored. */
export const storable = (text: string): string =>
  text.replace(/\p{Surrogate}/gu, '\uFFFD').replace(/(?![\n\t])\p{Control}/gu, '');

/** @throws UserError for a text that is empty or too long. */
export function filledText(text: string, about: string, longest: number): string {
  const trimmed = storable(text).trim();
  const length = Array.from(trimmed).length;
  if (length > 0 && length <= longest) return trimmed;
  throw userError(
    'note',
    about,
    length === 0 ? 'It is empty.' : `It has ${length} characters.`,
    `Write at most ${longest} characters.`,
  );
}

export const oneLineText = (text: string, about: string, longest: number): string =>
  filledText(text.replace(/\s+/g, ' '), about, longest);
