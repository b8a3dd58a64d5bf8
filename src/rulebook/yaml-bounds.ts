import { Lexer } from 'yaml';

/**
 * Bounds of a rule book's YAML (our choice). The default one, with comments, has 5,600 tokens and six levels. Beyond
 * the bounds the parser's time grows with the square of the keys, and its stack with the levels.
 */
const MOST_TOKENS = 20_000;
const DEEPEST = 32;

/** What makes a text too much for a rule book, with the line on which it becomes so; null for an ordinary one. */
export function excessIn(text: string): { readonly line: number; readonly message: string } | null {
  let tokens = 0;
  let depth = 0;
  let line = 1;
  for (const token of new Lexer().lex(text)) {
    // Brackets within quotes and comments belong to longer tokens.
    if ((token === '[' || token === '{') && ++depth > DEEPEST)
      return { line, message: `opens more than ${DEEPEST} brackets within one another.` };
    if (token === ']' || token === '}') depth--;
    if (++tokens > MOST_TOKENS)
      return {
        line,
        message: `is reached after ${MOST_TOKENS.toLocaleString('en-IN')} keys, values and marks, the most that such a document may have.`,
      };
    line += newlinesIn(token);
  }
  return null;
}

function newlinesIn(token: string): number {
  let count = 0;
  for (let at = token.indexOf('\n'); at >= 0; at = token.indexOf('\n', at + 1)) count++;
  return count;
}

/** Whether a parsed value has more levels than a rule book, or contains itself through an alias. */
export const isTooDeep = (value: unknown, level = 0): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (level > DEEPEST || Object.values(value).some((below) => isTooDeep(below, level + 1)));
