import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import type { UserError } from '../../market/problem.ts';
import { isSilent, type RunStatus } from '../../queue/status/run-status.ts';
import type { StatusFolder } from '../../queue/status/status-folder.ts';
import type { StatusView } from '../../report/run-status/status-view.ts';
import { type Io, json } from './io.ts';

/** A long run as its folder shows it. */
export interface ShownRun<Status extends RunStatus, Failure> {
  /** `sweep` or `book`. */
  readonly name: string;
  readonly folder: StatusFolder<Status, Failure>;
  readonly view: (status: Status) => StatusView;
  readonly failedText: (failures: readonly Failure[]) => string;
  /** What a folder without a run is refused with. */
  readonly missing: UserError;
  /** How a run that was stopped goes on. */
  readonly goOn: string;
}

export interface StatusOptions {
  readonly watch?: boolean;
  readonly failed?: boolean;
  readonly json?: boolean;
}

/** @param failed what `--failed` lists. */
export const withStatus = (command: Command, name: string, failed: string): Command =>
  command
    .option('--watch', `print on until the ${name} ends`)
    .option('--failed', failed)
    .option('--json', 'print the result as JSON, and nothing else, to standard output');

/** The status files are written every few seconds, and read a little more often. */
const WATCH_EVERY = 2000;

/** Prints how far a run is, or what of it failed. @throws UserError where there is none. */
export async function showStatus<Status extends RunStatus, Failure>(
  run: ShownRun<Status, Failure>,
  options: StatusOptions,
  io: Io,
): Promise<void> {
  const { statusText } = await import('../text/run-status.ts');
  const read = (): Status => {
    const status = run.folder.read();
    if (status) return status;
    throw run.missing;
  };
  let status = read();
  if (options.failed) {
    const failures = run.folder.failures();
    return io.out(options.json ? json(failures) : run.failedText(failures));
  }
  const print = (): void => io.out(options.json ? json(status) : statusText(run.view(status)));
  print();
  while (status.state === 'running') {
    if (isSilent(status, Date.now()))
      return io.err(`The ${run.name} has not been heard of for a minute: it was killed. ${run.goOn}\n`);
    if (!options.watch) return;
    await wait(WATCH_EVERY);
    const { updated } = status;
    status = read();
    if (status.updated === updated) continue;
    if (options.json || status.state !== 'running') print();
    else io.out(`${run.view(status).brief}\n`);
  }
}

/** Asks a running run to stop. @throws UserError where there is none. */
export function stopRun<Status extends RunStatus, Failure>(run: ShownRun<Status, Failure>, io: Io): void {
  const status = run.folder.read();
  if (!status) throw run.missing;
  if (status.state !== 'running') return io.out(`It is not running. ${run.view(status).title}.\n`);
  run.folder.askToStop();
  io.out(`The ${run.name} stops within seconds, after what is being run. ${run.goOn}\n`);
}
