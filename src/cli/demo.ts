import { join } from 'node:path';
import type { Command } from 'commander';
import type { Io } from './io.ts';

interface Options {
  readonly out: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function addDemo(program: Command, io: Io): void {
  program
    .command('demo')
    .description('the monthly run on the embedded simulated market')
    .option('--out <folder>', 'where market files, store, decision and report go', join('.trrm', 'demo'))
    .option('--json', 'the decision on standard output, and nothing else there')
    .option('--quiet', 'no progress and no notes')
    .action(async (options: Options) => {
      const { simulateMarket } = await import('../../fixtures/simulated-market.ts');
      const { writeSimulatedMarket } = await import('../../fixtures/write.ts');
      const { importPaths } = await import('../market/import/import.ts');
      const { cannotWrite } = await import('./cannot-write.ts');
      const { withStore } = await import('./session.ts');
      const { importProgress } = await import('./progress.ts');
      const { runAndReport } = await import('./run.ts');
      const quiet = options.quiet === true;
      const note = (text: string) => (quiet ? undefined : io.err(`${text}\n`));
      const files = join(options.out, 'files');
      const store = join(options.out, 'market.duckdb');

      note(`Writing twenty years of a simulated market, as vendors write files, to ${files}`);
      const written = await writeSimulatedMarket(simulateMarket(), files).catch((error: unknown) => {
        throw cannotWrite(files, error);
      });
      const progress = importProgress(io, quiet);
      const report = await withStore({ store }, { purpose: 'trrm demo', mode: 'create' }, (open) =>
        importPaths(open, written, { today: io.today(), progress: progress.update }),
      ).finally(progress.stop);
      const [read, stored] = [report.rowsRead, report.stored].map((n) => n.toLocaleString('en-IN'));
      note(`Imported into ${store}: ${read} rows read, ${stored} of them new`);
      await runAndReport({ store, out: options.out, quiet, ...(options.json && { json: true }) }, io);
    });
}
