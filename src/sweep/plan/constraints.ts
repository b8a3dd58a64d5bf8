import { type UserError, userError } from '../../market/problem.ts';
import { parametersOf } from '../../rulebook/parameters.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';

/** A condition on a rule book, and whether one fulfils it. */
export interface Constraint {
  readonly text: string;
  readonly holds: (book: RuleBook) => boolean;
}

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '=': (a, b) => a === b,
};

type Quantity = (book: RuleBook) => number;

/**
 * Reads constraints such as `leaveBullish < enterBullish` or `signals.us-vix.weight + signals.india-vix.weight <= 0.4`: sums
 * of parameters and numbers, with a comparison between them and spaces around every sign. A parameter is named by its path, or by
 * the end of it where only one has that end.
 *
 * @throws UserError naming the word that cannot be read.
 */
export function constraintsOf(texts: readonly string[], book: RuleBook): Constraint[] {
  const paths = parametersOf(book)
    .filter(({ value }) => typeof value === 'number')
    .map((p) => p.path);
  return texts.map((text) => {
    const words = text.trim().split(/\s+/);
    const at = words.findIndex((word) => word in COMPARISONS);
    if (at < 0) throw unreadable(text, 'has none of < <= > >= = between spaces.');
    const [left, right] = [words.slice(0, at), words.slice(at + 1)].map((side) => sumOf(side, text, paths));
    const compare = COMPARISONS[words[at]!]!;
    return { text, holds: (of) => compare(left!(of), right!(of)) };
  });
}

function sumOf(words: readonly string[], text: string, paths: readonly string[]): Quantity {
  if (words.length % 2 === 0)
    throw unreadable(text, 'has a side that is not a sum of parameters and numbers.');
  const terms = words.flatMap((word, i): { readonly sign: number; readonly of: Quantity }[] => {
    if (i % 2 === 0)
      return [{ sign: i > 0 && words[i - 1] === '-' ? -1 : 1, of: quantityOf(word, text, paths) }];
    if (word !== '+' && word !== '-') throw unreadable(text, `has ${word} where + or - is expected.`);
    return [];
  });
  return (book) => terms.reduce((sum, { sign, of }) => sum + sign * of(book), 0);
}

function quantityOf(word: string, text: string, paths: readonly string[]): Quantity {
  const number = Number(word);
  if (word !== '' && Number.isFinite(number)) return () => number;
  const found = paths.includes(word) ? [word] : paths.filter((path) => path.endsWith(`.${word}`));
  if (found.length === 0) throw unreadable(text, `names ${word}, which is not a parameter with a number.`);
  if (found.length > 1)
    throw unreadable(text, `names ${word}, which may be ${found.slice(0, 4).join(' or ')}.`);
  const keys = found[0]!.split('.');
  return (book) =>
    keys.reduce<unknown>((node, key) => (node as Readonly<Record<string, unknown>>)[key], book) as number;
}

const unreadable = (text: string, message: string): UserError =>
  userError(
    'sweep-plan',
    `constraint "${text}"`,
    message,
    'Write sums of rule-book paths and numbers with a comparison, for example `leaveBullish < enterBullish`.',
  );
