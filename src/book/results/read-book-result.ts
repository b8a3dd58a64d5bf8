import { readText, type TextKind } from '../../market/files/read-text.ts';
import { userError } from '../../market/problem.ts';
import { type BookResult, bookResultSchema } from './book-result.ts';

export const BOOK_FILE = 'book.json';

const BOOK: TextKind = { what: 'a book', maximumBytes: 512 * 1024 ** 2 };

/**
 * Reads `book.json`.
 *
 * @throws UserError for a file that is not one of this version.
 */
export function readBookResult(file: string): BookResult {
  const refuse = (message: string) =>
    userError('not-a-book', file, message, 'Name the folder that trrm book run wrote.');
  let value: unknown;
  try {
    value = JSON.parse(readText(file, BOOK));
  } catch (error) {
    if (error instanceof SyntaxError) throw refuse('The file is not JSON.');
    throw error;
  }
  const parsed = bookResultSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refuse(`It is not a book of this version: ${issue!.path.join('.')}: ${issue!.message}.`);
}
