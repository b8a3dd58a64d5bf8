import { z } from 'zod';
import type { Engine } from '../decision/engine.ts';
import { userError } from '../market/problem.ts';

/** Hex SHA-256 that names a file of the exchange. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** What a job carries: names of what is to be done, never data and never code. */
const jobSchema = z.strictObject({
  /** Which part of the program runs it, such as `sweep`. */
  kind: z.string().max(20),
  engine: z.strictObject({
    name: z.literal('trrm'),
    version: z.string().max(40),
    sources: z.string().max(64),
  }),
  /** Major version of Node: another one may compute other last bits. */
  node: z.int(),
  /** As the kind of job defines it. */
  work: z.json(),
});

export type Job = z.infer<typeof jobSchema>;

/** Redis holds every job in memory. */
export const MOST_BYTES = 8 * 1024;

export const nodeMajor = (): number => Number(process.versions.node.split('.')[0]);

/** @throws UserError where it would be larger than 8 KB. */
export function jobOf(kind: string, work: Job['work'], { name, version, sources }: Engine): Job {
  const job: Job = { kind, engine: { name, version, sources }, node: nodeMajor(), work };
  const bytes = Buffer.byteLength(JSON.stringify(job));
  if (bytes <= MOST_BYTES) return job;
  throw userError(
    'job-too-large',
    'job',
    `has ${bytes} bytes; a job of the queue has at most ${MOST_BYTES}.`,
    'Cut the work into smaller chunks.',
  );
}

/**
 * Reads a job from the queue. Its work is for its kind to read.
 *
 * @throws UserError for anything that this program does not write.
 */
export function readJob(data: unknown): Job {
  const text = JSON.stringify(data) ?? '';
  if (Buffer.byteLength(text) > MOST_BYTES) throw notAJob(`has more than ${MOST_BYTES} bytes.`);
  const parsed = jobSchema.safeParse(data);
  if (!parsed.success) throw notAJob('is not a job of trrm.');
  return parsed.data;
}

/** What a job that this program does not write is refused with. */
export const notAJob = (message: string) =>
  userError(
    'job',
    'job',
    message,
    'It was not put into the queue by this program. Remove it with `trrm sweep retry`, or in Redis.',
  );
