import { z } from 'zod';
import { sha256 } from '../../market/files/sha256.ts';
import { hashSchema } from '../../queue/job.ts';
import type { ClientTask } from '../jobs/client-result.ts';

/** Jobs that decide clients of a book; their results are the clients' files. */
export const BOOK_JOBS = { kind: 'book', extension: 'json' } as const;

/** What a job of a book names: both by the hash of what the exchange holds. */
export const bookWork = z.strictObject({
  /** What the clients have in common. */
  context: hashSchema,
  /** The clients with their lots, cash and restrictions. */
  clients: hashSchema,
  /** The job's own name, under which its result is handed in. */
  id: z.string().regex(/^[0-9a-f]{32}$/),
});

export type BookWork = z.infer<typeof bookWork>;

/** The name of a job: a hash of everything that determines its clients' decisions. */
export const bookJobId = (tasks: readonly Pick<ClientTask, 'hash'>[]): string =>
  sha256(tasks.map(({ hash }) => hash).join('\n')).slice(0, 32);
