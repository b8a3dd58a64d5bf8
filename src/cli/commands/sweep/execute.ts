import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import type { SweepDefinition } from '../../../sweep/trials/plan-trials.ts';
import type { OpenedSnapshot } from '../../../snapshot/open-snapshot.ts';
import { type Io, json } from '../../shared/io.ts';
import { type CommonOptions, wholeNumber } from '../../shared/options.ts';

export interface SweepOptions extends CommonOptions {
  readonly snapshot?: string;
  readonly out?: string;
  readonly threads?: number;
  readonly resume?: boolean;
  readonly dryRun?: boolean;
}

/** A sweep that ended with failed chunks: a part succeeded. */
const IN_PART = 3;

/** The options that choose where rule books are run. */
export const withExecution = (command: Command): Command =>
  command.addOption(
    new Option(
      '--threads <n>',
      'worker threads (default: one per core); they do not change the result',
    ).argParser(wholeNumber(1, 64)),
  );

/** A sweep to run in a folder. */
export interface SweepRun {
  readonly definition: SweepDefinition;
  readonly snapshot: OpenedSnapshot;
  readonly folder: string;
  readonly retry: boolean;
}

/** Runs a sweep and prints its report, which is also in its folder. */
export async function execute(
  run: SweepRun,
  options: SweepOptions,
  io: Io,
  fail: (code?: number) => void,
): Promise<void> {
  const { inline, threads } = await import('../../../parallel/executor.ts');
  const { inlineExecutor } = await import('../../../sweep/executors/inline.ts');
  const { threadsExecutor } = await import('../../../sweep/executors/threads.ts');
  const { runSweep } = await import('../../../sweep/run-sweep.ts');
  const { publishReport, writeStatusPage } = await import('./publish.ts');
  const { trialLedgerBeside } = await import('../../../validation/trial-ledger.ts');
  const { runLongTask } = await import('../../shared/long-task.ts');
  const count = options.threads ?? availableParallelism();
  const outcome = await runLongTask(io, options.quiet, (task) =>
    runSweep({
      ...run,
      resume: options.resume === true || run.retry,
      executor: (given) => (count === 1 ? inlineExecutor(given) : threadsExecutor(given, count)),
      planning: count === 1 ? inline : threads(count),
      ledger: trialLedgerBeside(options.store),
      today: io.today(),
      now: Date.now,
      onStatus: (status) => writeStatusPage(run.folder, status),
      ...task,
    }),
  );
  if (outcome.kind === 'failed') {
    io.err(
      `${outcome.failed} chunks failed; the others are kept. See \`trrm sweep status --failed ${run.folder}\`, then \`trrm sweep retry\`.\n`,
    );
    return fail(IN_PART);
  }
  const files = publishReport(run.folder, outcome.report);
  if (!options.quiet) io.err(`Written: ${files.join(', ')}\n`);
  if (options.json) return io.out(json(outcome.report));
  const { sweepText } = await import('../../text/sweep.ts');
  return io.out(sweepText(outcome.report));
}
