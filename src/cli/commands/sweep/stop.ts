import type { Command } from 'commander';
import type { Io } from '../../shared/io.ts';

export function addStop(command: Command, io: Io): void {
  command
    .command('stop <folder>')
    .description('stop a running sweep within seconds; what is done is kept')
    .action(async (folder: string) => {
      const { readDefinition, sweepFolder } = await import('../../../sweep/sweep-folder.ts');
      const { stateText } = await import('../../../report/sweep/status-text.ts');
      readDefinition(folder);
      const { readStatus } = await import('./status.ts');
      const status = readStatus(folder);
      if (status.state !== 'running')
        return io.out(`The sweep is not running: ${stateText(status.state)}.\n`);
      sweepFolder(folder).askToStop();
      io.out('The sweep stops after the chunks that are being run. Continue it with --resume.\n');
    });
}
