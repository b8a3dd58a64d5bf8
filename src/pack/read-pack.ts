import { z } from 'zod';
import { userError } from '../market/problem.ts';
import { isoDaySchema, sha256Schema } from '../market/published.ts';
import { PACK_SCHEMA, type PackDocument } from './pack-document.ts';

/** What tells a pack's document from another; its parts are read as they are. */
const pack = z.looseObject({
  schema: z.literal(PACK_SCHEMA),
  asOf: isoDaySchema,
  simulated: z.boolean(),
  decision: z.looseObject({ entry: z.int().positive(), sha256: sha256Schema }),
  parts: z.looseObject({
    decision: z.looseObject({}),
    trades: z.looseObject({}),
    limits: z.looseObject({
      limits: z.array(z.looseObject({ name: z.string() })),
      bands: z.array(z.looseObject({ id: z.string() })),
    }),
  }),
});

/**
 * Reads `pack.json` as `trrm pack` writes it.
 *
 * @throws UserError for a file that is not such a document.
 */
export function readPackDocument(text: string, file: string): PackDocument {
  const parsed = pack.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data as unknown as PackDocument;
  const { path, message } = parsed.error.issues[0]!;
  throw userError(
    'pack',
    file,
    `is not the document of a pack: ${path.join('.')}: ${message}.`,
    'Give the pack.json that this version of trrm pack wrote.',
  );
}
