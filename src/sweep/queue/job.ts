import { z } from 'zod';
import { userError } from '../../market/problem.ts';
import { MOST_IN_CHUNK, type Chunk, chunkId, sweepId } from '../chunks/chunk.ts';
import { rangesOf, rangesText } from '../trials/number-ranges.ts';
import type { SweepDefinition } from '../trials/plan-trials.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What a job carries: names of what is to be done, never data and never code. */
export const sweepJob = z.strictObject({
  engine: z.strictObject({
    name: z.literal('trrm'),
    version: z.string().max(40),
    sources: z.string().max(64),
  }),
  /** Major version of Node: another one may compute other last bits. */
  node: z.int(),
  snapshot: hash,
  sweep: hash,
  trials: z.string(),
});

export type SweepJob = z.infer<typeof sweepJob>;

/** Redis holds every job in memory. */
export const MOST_BYTES = 8 * 1024;

export const nodeMajor = (): number => Number(process.versions.node.split('.')[0]);

/** @throws UserError where it would be larger than 8 KB. */
export function jobOf(chunk: Chunk, definition: SweepDefinition): SweepJob {
  const { engine, snapshot } = definition;
  const { name, version, sources } = engine;
  return checkedSize({
    engine: { name, version, sources },
    node: nodeMajor(),
    snapshot,
    sweep: sweepId(definition),
    trials: rangesText(chunk.trials),
  });
}

function checkedSize(job: SweepJob): SweepJob {
  const bytes = Buffer.byteLength(JSON.stringify(job));
  if (bytes <= MOST_BYTES) return job;
  throw userError(
    'job-too-large',
    'job',
    `has ${bytes} bytes; a job of the queue has at most ${MOST_BYTES}.`,
    'Cut the sweep into smaller chunks.',
  );
}

/**
 * Reads a job from the queue.
 *
 * @returns the job with its chunk.
 * @throws UserError for anything that this program does not write.
 */
export function readJob(data: unknown): { readonly job: SweepJob; readonly chunk: Chunk } {
  const text = JSON.stringify(data) ?? '';
  const parsed = Buffer.byteLength(text) <= MOST_BYTES ? sweepJob.safeParse(data) : null;
  const trials = parsed?.success ? rangesOf(parsed.data.trials, MOST_IN_CHUNK) : null;
  if (!parsed?.success || !trials)
    throw userError(
      'job',
      'job',
      parsed === null ? `has more than ${MOST_BYTES} bytes.` : 'is not a job of a sweep.',
      'It was not put into the queue by this program. Remove it with `trrm sweep retry`, or in Redis.',
    );
  return { job: parsed.data, chunk: { id: chunkId(parsed.data.sweep, trials), trials } };
}
