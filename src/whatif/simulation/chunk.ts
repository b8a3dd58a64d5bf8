import { forEachPair, type NewPair } from './draw-paths.ts';
import { newTally, type PathFigures } from './tally.ts';
import { CHUNK_PATHS, pathsIn, type SimulationChunk } from './task.ts';

/** A chunk, and where its figures go. */
export interface ChunkInput extends SimulationChunk {
  readonly figures: PathFigures;
}

/** Simulates the paths of a chunk: their figures go to their places, their sums are the result (see `statisticsOf`). */
export function simulateChunk({ task, chunk, figures }: ChunkInput, newPair?: NewPair): Float64Array {
  const tally = newTally(task, figures);
  forEachPair({ task, chunk }, (pair, k) => tally.add(pair, k), newPair);
  return tally.finish(chunk * CHUNK_PATHS, pathsIn(task, chunk));
}
