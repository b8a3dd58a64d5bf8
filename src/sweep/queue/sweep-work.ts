import { z } from 'zod';
import { hashSchema, notAJob } from '../../queue/job.ts';
import { type Chunk, chunkId, MOST_IN_CHUNK, sweepId } from '../chunks/chunk.ts';
import { rangesOf, rangesText } from '../trials/number-ranges.ts';
import type { SweepDefinition } from '../trials/plan-trials.ts';

/** Jobs that run trials of a sweep; their results are parts. */
export const SWEEP_JOBS = { kind: 'sweep', extension: 'parquet' } as const;

const sweepWork = z.strictObject({
  sweep: hashSchema,
  /** Hash of the definition's text in the exchange. */
  definition: hashSchema,
  snapshot: hashSchema,
  trials: z.string(),
});

/** What a job of a sweep names: the trials of a chunk, and what they are run with. */
export type SweepWork = z.infer<typeof sweepWork>;

/** @param text hash of the definition's text in the exchange. */
export const sweepWorkOf = (chunk: Chunk, definition: SweepDefinition, text: string): SweepWork => ({
  sweep: sweepId(definition),
  definition: text,
  snapshot: definition.snapshot,
  trials: rangesText(chunk.trials),
});

/** @throws UserError for anything that this program does not write. */
export function readSweepWork(data: unknown): { readonly work: SweepWork; readonly chunk: Chunk } {
  const parsed = sweepWork.safeParse(data);
  const trials = parsed.success ? rangesOf(parsed.data.trials, MOST_IN_CHUNK) : null;
  if (!parsed.success || !trials) throw notAJob('is not a job of a sweep.');
  return { work: parsed.data, chunk: { id: chunkId(parsed.data.sweep, trials), trials } };
}
