import { forEachPair } from './draw-paths.ts';
import { newTally, type PathTally } from './tally.ts';
import { pathsIn, type SimulationChunk } from './task.ts';

/** The results of a chunk's paths. */
export function simulateChunk({ task, chunk }: SimulationChunk): PathTally {
  const tally = newTally(task, pathsIn(task, chunk));
  forEachPair({ task, chunk }, (pair, k) => tally.add(pair, k));
  return tally.result;
}
