import type { Command } from 'commander';
import type { Io } from '../../shared/io.ts';
import { execute, type SweepOptions, withExecution } from './execute.ts';

export function addRetry(command: Command, io: Io, fail: (code?: number) => void): void {
  withExecution(command.command('retry <folder>'))
    .description('run the chunks of a sweep that failed once more')
    .option('--store <file>', 'the market store, beside which trials are recorded', '.trrm/market.duckdb')
    .option('--json', 'print the result as JSON, and nothing else, to standard output')
    .option('--quiet', 'suppress progress and notes')
    .action((folder: string, _: SweepOptions, acting: Command) =>
      retry(folder, acting.optsWithGlobals(), io, fail),
    );
}

async function retry(
  folder: string,
  options: SweepOptions,
  io: Io,
  fail: (code?: number) => void,
): Promise<void> {
  const { engine } = await import('../../../decision/engine.ts');
  const { snapshotCache } = await import('../../../snapshot/cache.ts');
  const { readDefinition } = await import('../../../sweep/sweep-folder.ts');
  const { givenSnapshot } = await import('../../../sweep/sweep-snapshot.ts');
  const { refuseFolderInUse } = await import('../../../market/store/lock.ts');
  refuseFolderInUse(folder);
  const definition = readDefinition(folder);
  const at = { engine: engine(), cache: snapshotCache(process.env) };
  const snapshot = await givenSnapshot(definition.snapshot, definition.plan, at);
  await execute({ definition, snapshot, folder, retry: true }, options, io, fail);
}
