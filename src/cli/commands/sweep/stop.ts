import type { Command } from 'commander';
import type { Io } from '../../shared/io.ts';
import { stopRun } from '../../shared/run-status.ts';

export function addStop(command: Command, io: Io): void {
  command
    .command('stop <folder>')
    .description('stop a running sweep within seconds; what is done is kept')
    .action(async (folder: string) => {
      const { shownSweep } = await import('./shown-sweep.ts');
      stopRun(await shownSweep(folder), io);
    });
}
