import { z } from 'zod';
import { isoDaySchema, problemSchema, type Published, sha256Schema } from '../../market/published.ts';
import { clientSummarySchema } from '../client/client-summary.ts';

export const BOOK_SCHEMA = 'trrm.book/1';

const pooledOrder = z.strictObject({
  order: z.string(),
  id: z.string(),
  name: z.string(),
  side: z.enum(['buy', 'sell']),
  day: z.int().min(1),
  days: z.int().min(1),
  quantity: z.int().min(1),
  price: z.number(),
  daysOfTrading: z.number().nullable(),
  parts: z.array(z.strictObject({ client: z.string(), quantity: z.int().min(1) })),
});

/** All clients of a book at a date: counts, the pooled orders, and a root that covers every client's decision. */
export const bookResultSchema = z.strictObject({
  schema: z.literal(BOOK_SCHEMA),
  simulated: z.boolean(),
  asOf: isoDaySchema,
  root: sha256Schema.describe('Merkle root (RFC 6962) of the lines `client decision`, by client'),
  models: z.array(z.strictObject({ approach: z.string(), decision: sha256Schema })),
  lists: z.array(z.strictObject({ name: z.string(), day: isoDaySchema, securities: z.int() })),
  clients: z.array(clientSummarySchema).describe('By client'),
  failed: z
    .array(z.strictObject({ client: z.string(), problems: z.array(problemSchema) }))
    .describe('Left out, with the reasons'),
  closed: z.array(z.string()),
  pool: z.array(pooledOrder),
  problems: z.array(problemSchema),
});

export type BookResult = Published<typeof bookResultSchema>;

/** The text that a client's leaf of the tree hashes. */
export const leafOf = ({
  client,
  decision,
}: {
  readonly client: string;
  readonly decision: string;
}): string => `${client} ${decision}`;
