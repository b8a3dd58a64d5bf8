import { z } from 'zod';
import { type TextKind, readText } from '../../market/files/read-text.ts';
import { userError } from '../../market/problem.ts';
import { isoDaySchema, type Published, sha256Schema } from '../../market/published.ts';

export const ALLOTMENT_FILE = 'allotment.json';

const ALLOTMENT: TextKind = { what: 'an allotment', maximumBytes: 512 * 1024 ** 2 };

/** What of `allotment.json` is compared over a period. */
const writtenAllotment = z.object({
  asOf: isoDaySchema,
  simulated: z.boolean(),
  root: sha256Schema,
  allotments: z.array(
    z.object({
      order: z.string(),
      client: z.string(),
      side: z.enum(['buy', 'sell']),
      quantity: z.int().nonnegative(),
      paise: z.int().nonnegative(),
    }),
  ),
  deviations: z.array(
    z.object({ order: z.string(), from: z.string(), to: z.string(), quantity: z.int().positive() }),
  ),
});

export type WrittenAllotment = Published<typeof writtenAllotment>;

/**
 * Reads `allotment.json`.
 *
 * @throws UserError for a file that is not one of this version.
 */
export function readAllotment(file: string): WrittenAllotment {
  const text = readText(file, ALLOTMENT);
  const refuse = (message: string) =>
    userError('not-an-allotment', file, message, 'Name a folder to which trrm book allocate wrote.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse('The file is not JSON.');
  }
  const parsed = writtenAllotment.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refuse(`It is not an allotment of this version: ${issue!.path.join('.')}: ${issue!.message}.`);
}
