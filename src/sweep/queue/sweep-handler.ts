import { userError } from '../../market/problem.ts';
import { keptByHash } from '../../queue/kept-by-hash.ts';
import type { JobHandler, WorkerPlace } from '../../queue/worker.ts';
import { obtainSnapshot } from '../../snapshot/cache.ts';
import { openSnapshot } from '../../snapshot/open-snapshot.ts';
import { type ChunkTask, partName } from '../chunks/run-chunk.ts';
import { CHUNK_THREAD } from '../executors/threads.ts';
import { parseDefinition } from '../sweep-folder.ts';
import { refuseOtherEngine } from '../sweep-snapshot.ts';
import { readSweepWork, SWEEP_JOBS } from './sweep-work.ts';

/** Runs the jobs of sweeps. Definitions and snapshots are fetched once. */
export function sweepHandler({ exchange, cache, engine }: WorkerPlace): JobHandler {
  const definitionText = keptByHash(async (hash) => (await exchange.input(hash)).toString());
  const snapshotOf = keptByHash(async (id) => {
    const opened = openSnapshot(await obtainSnapshot(id, cache, exchange.snapshots), id);
    refuseOtherEngine(opened, engine);
    return opened;
  });
  return {
    kind: SWEEP_JOBS.kind,
    thread: CHUNK_THREAD,
    taskOf: async (given) => {
      const { work, chunk } = readSweepWork(given);
      const definition = parseDefinition(await definitionText(work.definition), work.sweep);
      if (!definition)
        throw userError(
          'no-definition',
          work.sweep.slice(0, 12),
          'has another definition than its id says.',
          'Run the sweep again with --resume.',
        );
      const task: ChunkTask = {
        chunk,
        definition,
        snapshot: await snapshotOf(work.snapshot),
        folder: exchange.folder,
      };
      return { task, result: partName(chunk.id) };
    },
  };
}
