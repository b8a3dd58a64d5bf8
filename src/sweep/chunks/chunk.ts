import { sha256 } from '../../decision/sha256.ts';
import { canonicalJson } from '../../decision/canonical-json.ts';
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

/** Trials in one chunk by objective: one to three seconds' work (measured: 2.5 ms a rule book, some seconds a back-test). */
export const AT_ONCE = { evidence: 500, backtest: 1 } as const;

export const MOST_IN_CHUNK = 1000;

/** Cuts trials into chunks of a size. An equal cut has equal chunks. */
export const chunksOf = (sweep: string, numbers: readonly number[], size: number): Chunk[] =>
  Array.from({ length: Math.ceil(numbers.length / size) }, (_, k) =>
    chunkOf(sweep, numbers.slice(k * size, (k + 1) * size)),
  );

/** The chunk of trials of a sweep. @param trials ascending. */
export const chunkOf = (sweep: string, trials: readonly number[]): Chunk => ({
  id: chunkId(sweep, trials),
  trials,
});

export const chunkId = (sweep: string, trials: readonly number[]): string =>
  sha256(`${sweep}\n${rangesText(trials)}`).slice(0, 32);
