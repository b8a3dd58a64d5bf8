import type { Chunk } from '../chunks/chunk.ts';

/** What became of a chunk: its part is in the folder of parts, or the reason why there is none. */
export type ChunkOutcome =
  | { readonly kind: 'done'; readonly chunk: Chunk }
  | {
      readonly kind: 'failed';
      readonly chunk: Chunk;
      readonly reason: string;
      readonly stack: string | null;
    };

/** Runs chunks wherever it does. Every executor gives the same parts; the order of the outcomes is its own. */
export interface SweepExecutor {
  /** Takes chunks to run; called once. */
  submit(chunks: readonly Chunk[]): Promise<void>;
  /** One outcome for each chunk submitted, as they come; ends early after `stop`. */
  results(): AsyncIterable<ChunkOutcome>;
  /** Stops after the chunks that are being run, and frees what it holds. */
  stop(): Promise<void>;
}

export const failedChunk = (chunk: Chunk, error: unknown): ChunkOutcome => ({
  kind: 'failed',
  chunk,
  reason: error instanceof Error ? error.message : String(error),
  stack: error instanceof Error ? (error.stack ?? null) : null,
});
