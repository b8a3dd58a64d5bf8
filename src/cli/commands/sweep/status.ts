import type { Command } from 'commander';
import type { Io } from '../../shared/io.ts';
import { showStatus, type StatusOptions, withStatus } from '../../shared/run-status.ts';

export function addStatus(command: Command, io: Io): void {
  withStatus(
    command.command('status <folder>'),
    'sweep',
    'the chunks that failed, with trials, reason and stack',
  )
    .description('how far a sweep is: done, failed, rate, time left, workers')
    .action(async (folder: string, _: StatusOptions, acting: Command) => {
      const { shownSweep } = await import('./shown-sweep.ts');
      await showStatus(await shownSweep(folder), acting.optsWithGlobals(), io);
    });
}
