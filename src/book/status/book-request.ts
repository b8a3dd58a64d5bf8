import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '../../market/files/make-folder.ts';
import { replaceFile } from '../../market/files/replace-file.ts';
import { isoDaySchema } from '../../market/published.ts';
import { type UserError, userError } from '../../market/problem.ts';

const FILE = 'run.json';
const SCHEMA = 'trrm-book-run/1';

const bookRequest = z.strictObject({
  schema: z.literal(SCHEMA),
  /** Paths of the folder of the book, the store, and what belongs to it. */
  book: z.string(),
  store: z.string(),
  model: z.string(),
  sleeves: z.string(),
  rulebook: z.string().nullable(),
  asOf: isoDaySchema,
  strict: z.boolean(),
});

/** What a run of a book was asked for, so that it can be continued from its folder. */
export type BookRequest = Omit<z.infer<typeof bookRequest>, 'schema'>;

/** Writes down what a run is asked for, with paths that do not depend on where the program was started. */
export function writeBookRequest(folder: string, request: BookRequest): void {
  const { book, store, model, sleeves, rulebook } = request;
  makeFolder(folder);
  const paths = {
    book: resolve(book),
    store: resolve(store),
    model: resolve(model),
    sleeves: resolve(sleeves),
    rulebook: rulebook === null ? null : resolve(rulebook),
  };
  replaceFile(join(folder, FILE), `${JSON.stringify({ schema: SCHEMA, ...request, ...paths }, null, 2)}\n`);
}

/** Reads what the run in a folder was asked for. @throws UserError where no book was run there. */
export function readBookRequest(folder: string): BookRequest {
  const file = join(folder, FILE);
  const parsed = bookRequest.safeParse(existsSync(file) ? jsonOf(file) : null);
  if (!parsed.success) throw notABook(folder);
  const { schema: _, ...request } = parsed.data;
  return request;
}

/** What a folder in which no book was run is refused with. */
export const notABook = (folder: string): UserError =>
  userError(
    'no-book',
    folder,
    'has no run of a book.',
    'Name the --out folder of `trrm book run`, not the folder with clients.csv.',
  );

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
