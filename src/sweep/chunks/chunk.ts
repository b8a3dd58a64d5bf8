import { sha256 } from '../../market/files/sha256.ts';
import { canonicalJson } from '../../decision/document/canonical-json.ts';
import type { SweepDefinition } from '../trials/plan-trials.ts';
import { rangesText } from '../trials/number-ranges.ts';

/** A part of a sweep that is done in one go: trials by number. Its id is a hash of the sweep and of them. */
export interface Chunk {
  readonly id: string;
  readonly trials: readonly number[];
}

/** What identifies a sweep: its definition alone. */
export const sweepId = ({ plan, book, snapshot, engine }: SweepDefinition): string =>
  sha256(canonicalJson({ plan, book, snapshot, engine: { ...engine } }));

/** Trials in one chunk by objective: one to three seconds' work (measured: 0.4 ms a rule book, some seconds a back-test). */
export const AT_ONCE = { evidence: 2500, backtest: 1 } as const;

export const MOST_IN_CHUNK = 5000;

/** Characters of a chunk's trials as ranges: they have to fit into a job of a queue. */
const MOST_TEXT = 6000;

/** Cuts trials into chunks of a size, or smaller ones where the trials are so scattered that a job could not name them. */
export function chunksOf(sweep: string, numbers: readonly number[], size: number): Chunk[] {
  const cut = Array.from({ length: Math.ceil(numbers.length / size) }, (_, k) =>
    numbers.slice(k * size, (k + 1) * size),
  );
  return cut.flatMap((trials) =>
    rangesText(trials).length <= MOST_TEXT
      ? [chunkOf(sweep, trials)]
      : chunksOf(sweep, trials, Math.ceil(trials.length / 2)),
  );
}

/** A last chunk runs alone while the other threads wait: the last trials, as many as this many chunks have, are in smaller ones … */
const LAST_CHUNKS = 2;
/** … a quarter as large (our choice), unless that is fewer trials than take longer to run than to write down. */
const PARTS_OF_LAST = 4;
const LEAST_OF_LAST = 50;

/** Cuts the trials of a sweep for the first time: chunks of a size, and smaller ones at the end. */
export function firstCut(sweep: string, numbers: readonly number[], size: number): Chunk[] {
  const small = Math.floor(size / PARTS_OF_LAST);
  if (small < LEAST_OF_LAST) return chunksOf(sweep, numbers, size);
  const full = Math.max(0, Math.ceil(numbers.length / size) - LAST_CHUNKS) * size;
  return [...chunksOf(sweep, numbers.slice(0, full), size), ...chunksOf(sweep, numbers.slice(full), small)];
}

/** The chunk of trials of a sweep. @param trials ascending. */
export const chunkOf = (sweep: string, trials: readonly number[]): Chunk => ({
  id: chunkId(sweep, trials),
  trials,
});

export const chunkId = (sweep: string, trials: readonly number[]): string =>
  sha256(`${sweep}\n${rangesText(trials)}`).slice(0, 32);
