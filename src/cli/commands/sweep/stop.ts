import type { Command } from 'commander';
import type { Io } from '../../shared/io.ts';

export function addStop(command: Command, io: Io): void {
  command
    .command('stop <folder>')
    .description('stop a running sweep within seconds; what is done is kept')
    .action(async (folder: string) => {
      const { readDefinition, sweepFolder } = await import('../../../sweep/sweep-folder.ts');
      readDefinition(folder);
      sweepFolder(folder).askToStop();
      io.out('The sweep stops after the chunks that are being run. Continue it with --resume.\n');
    });
}
