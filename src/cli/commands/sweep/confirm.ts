import type { Command } from 'commander';
import { type Io, json } from '../../shared/io.ts';
import { type CommonOptions, wholeNumber } from '../../shared/options.ts';

interface Options extends CommonOptions {
  readonly rank: number;
}

export function addConfirm(command: Command, io: Io): void {
  command
    .command('confirm <folder>')
    .description('run one rule book of a sweep on its holdout, once, and record it')
    .option('--rank <n>', 'its rank', wholeNumber(1, 1000), 1)
    .option('--store <file>', 'the market store', '.trrm/market.duckdb')
    .option('--json', 'print the result as JSON, and nothing else, to standard output')
    .action((folder: string, _: Options, acting: Command) => confirm(folder, acting.optsWithGlobals(), io));
}

async function confirm(folder: string, options: Options, io: Io): Promise<void> {
  const { engine } = await import('../../../decision/engine.ts');
  const { snapshotCache } = await import('../../../snapshot/cache.ts');
  const { confirmSweep } = await import('../../../sweep/confirm-sweep.ts');
  const { readDefinition } = await import('../../../sweep/sweep-folder.ts');
  const { snapshotForSweep } = await import('../../../sweep/sweep-snapshot.ts');
  const { trialLedgerBeside } = await import('../../../validation/trial-ledger.ts');
  const { withStore } = await import('../../shared/with-store.ts');
  const { publishReport, readReport } = await import('./publish.ts');
  const definition = readDefinition(folder);
  const report = readReport(folder);
  const at = { engine: engine(), cache: snapshotCache(process.env), today: io.today() };
  // The whole store, without a holdout.
  const snapshot = await withStore(options, { purpose: 'trrm sweep confirm', mode: 'read' }, (store) =>
    snapshotForSweep(store, {}, at),
  );
  const ledger = trialLedgerBeside(options.store);
  const { rank } = options;
  const confirmed = await confirmSweep({ definition, report, rank, snapshot, ledger, today: at.today });
  publishReport(folder, confirmed);
  if (options.json) return io.out(json(confirmed));
  const { confirmationText } = await import('../../text/sweep.ts');
  return io.out(confirmationText(confirmed, rank));
}
