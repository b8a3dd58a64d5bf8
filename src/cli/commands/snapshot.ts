import { basename, resolve } from 'node:path';
import { type Command } from 'commander';
import type { Day } from '../../market/day.ts';
import { type Io, json } from '../shared/io.ts';
import { type CommonOptions, dateOption } from '../shared/options.ts';

interface MakeOptions extends CommonOptions {
  readonly asOf?: Day;
  readonly out?: string;
}

export function addSnapshot(program: Command, io: Io): void {
  const command = program
    .command('snapshot')
    .description('everything a job reads, as files named by their content, for sweeps and their workers');
  command
    .command('make')
    .description('write the rows of a store that were known by a day into a folder named by its content')
    .option('--store <file>', 'the market store', '.trrm/market.duckdb')
    .option('--as-of <date>', 'no row known later is in it (default: last session of the store)', dateOption)
    .option('--out <folder>', 'where to make it (default: the snapshots of this user)')
    .option('--json', 'print the result as JSON, and nothing else, to standard output')
    .action((options: MakeOptions) => make(options, io));
  command
    .command('verify <folder>')
    .description('compare every file of a snapshot with its manifest')
    .option('--json', 'print the result as JSON, and nothing else, to standard output')
    .action((folder: string, options: CommonOptions) => verify(folder, options, io));
}

async function make(options: MakeOptions, io: Io): Promise<void> {
  const { asOfDate } = await import('../../market/as-of-date.ts');
  const { engine } = await import('../../decision/engine.ts');
  const { NIFTY } = await import('../../market/series.ts');
  const { snapshotCache } = await import('../../snapshot/cache.ts');
  const { makeSnapshot } = await import('../../snapshot/make-snapshot.ts');
  const { withStore } = await import('../shared/with-store.ts');
  const made = await withStore(options, { purpose: 'trrm snapshot make', mode: 'read' }, async (store) => {
    const asOf = asOfDate(options.asOf, await store.load([`${NIFTY}.close`]), io.today());
    return makeSnapshot(store, { asOf, engine: engine(), into: options.out ?? snapshotCache(process.env) });
  });
  if (options.json) return io.out(json(made));
  const { snapshotText } = await import('../text/snapshot.ts');
  return io.out(snapshotText(made));
}

async function verify(given: string, options: CommonOptions, io: Io): Promise<void> {
  const { verifySnapshot } = await import('../../snapshot/open-snapshot.ts');
  const folder = resolve(given);
  const id = basename(folder);
  const manifest = verifySnapshot(folder, id);
  if (options.json) return io.out(json({ id, folder, manifest, intact: true }));
  const { snapshotText } = await import('../text/snapshot.ts');
  return io.out(`${snapshotText({ id, folder, manifest })}Every file is as it was made.\n`);
}
