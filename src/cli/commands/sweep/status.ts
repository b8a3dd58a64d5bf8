import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import { userError } from '../../../market/problem.ts';
import type { SweepStatus } from '../../../sweep/sweep-status.ts';
import { type Io, json } from '../../shared/io.ts';

interface Options {
  readonly watch?: boolean;
  readonly failed?: boolean;
  readonly json?: boolean;
}

const WATCH_EVERY = 2000;
/** A running sweep rewrites its status every few seconds: after so many milliseconds it was killed. */
const SILENT = 60_000;

export function addStatus(command: Command, io: Io): void {
  command
    .command('status <folder>')
    .description('how far a sweep is: done, failed, rate, time left, workers')
    .option('--watch', 'print it again until the sweep ends')
    .option('--failed', 'the chunks that failed, with trials, reason and stack')
    .option('--json', 'print the result as JSON, and nothing else, to standard output')
    .action((folder: string, _: Options, acting: Command) => status(folder, acting.optsWithGlobals(), io));
}

async function status(folder: string, options: Options, io: Io): Promise<void> {
  const { sweepFolder } = await import('../../../sweep/sweep-folder.ts');
  const { failedText, statusText } = await import('../../text/sweep-status.ts');
  if (options.failed) {
    const failures = sweepFolder(folder).failures();
    return io.out(options.json ? json(failures) : failedText(failures));
  }
  for (;;) {
    const now = readStatus(folder);
    io.out(options.json ? json(now) : statusText(now));
    if (now.state === 'running' && Date.now() - now.updated > SILENT)
      return io.err(
        'The sweep has not been heard of for a minute: it was killed. Continue it with --resume.\n',
      );
    if (!options.watch || now.state !== 'running') return;
    await wait(WATCH_EVERY);
  }
}

/** What a sweep's folder says of how far it is. @throws UserError where there is no sweep. */
export function readStatus(folder: string): SweepStatus {
  const file = join(folder, 'status.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as SweepStatus;
  throw userError('no-sweep', folder, 'has no sweep.', 'Name the --out folder of `trrm sweep`.');
}
