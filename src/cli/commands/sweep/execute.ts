import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import type { SweepRequest } from '../../../sweep/run-sweep.ts';
import type { SweepDefinition } from '../../../sweep/trials/plan-trials.ts';
import type { OpenedSnapshot } from '../../../snapshot/open-snapshot.ts';
import { AT_ONCE, MOST_IN_CHUNK } from '../../../sweep/chunks/chunk.ts';
import { counted } from '../../../format/numbers.ts';
import { type Io, json } from '../../shared/io.ts';
import { type CommonOptions, wholeNumber } from '../../shared/options.ts';
import { openExchange, type QueueOptions, withQueue } from '../../shared/queue-options.ts';

export interface SweepOptions extends CommonOptions, QueueOptions {
  readonly chunk?: number;
  readonly snapshot?: string;
  readonly out?: string;
  readonly resume?: boolean;
  readonly dryRun?: boolean;
}

/** A sweep that ended with failed chunks: a part succeeded. */
const IN_PART = 3;

/** Milliseconds after which the threads that named the rule books end: the memory of each is wanted where the rule books are run. */
const PLANNING_IDLE = 100;

/** The options that choose where rule books are run. */
export const withExecution = (command: Command): Command =>
  withQueue(command, 'sweep').option(
    '--chunk <n>',
    `rule books in a job (default: ${AT_ONCE.evidence}, or ${AT_ONCE.backtest} back-test); does not change the result`,
    wholeNumber(1, MOST_IN_CHUNK),
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
  const { runSweep } = await import('../../../sweep/run-sweep.ts');
  const { publishReport, writeStatusPage } = await import('./publish.ts');
  const { trialLedgerBeside } = await import('../../../validation/trial-ledger.ts');
  const { runLongTask } = await import('../../shared/long-task.ts');
  const { keptResultsBeside } = await import('../../../sweep/results/kept-results.ts');
  const { reusedText } = await import('../../text/sweep.ts');
  const ledger = trialLedgerBeside(options.store);
  const count = options.threads ?? availableParallelism();
  const place = await executionOf(run, options, count, io);
  const outcome = await runLongTask(io, options.quiet, async (task) => {
    try {
      return await runSweep({
        ...run,
        resume: options.resume === true || run.retry,
        executor: place.executor,
        planning: count === 1 ? inline : threads(count, PLANNING_IDLE),
        ledger,
        results: keptResultsBeside(ledger),
        onReuse: (reused) => {
          if (!options.quiet) io.err(reusedText(reused));
        },
        today: io.today(),
        now: Date.now,
        ...(options.chunk !== undefined && { atOnce: options.chunk }),
        onStatus: (status) => writeStatusPage(run.folder, status),
        ...task,
      });
    } finally {
      await place.close();
    }
  });
  if (outcome.kind === 'failed') {
    io.err(
      `${counted(outcome.failed, 'chunk')} failed; the others are kept. Why, and to run them again:\n  trrm sweep status --failed ${run.folder}\n  trrm sweep retry ${run.folder}\n`,
    );
    return fail(IN_PART);
  }
  const files = publishReport(run.folder, outcome.report);
  if (!options.quiet) io.err(`Written: ${files.join(', ')}\n`);
  if (options.json) return io.out(json(outcome.report));
  const { sweepText } = await import('../../text/sweep.ts');
  return io.out(sweepText(outcome.report));
}

/** Where the rule books of a run are run, and what to close afterwards. */
interface Execution {
  readonly executor: SweepRequest['executor'];
  readonly close: () => Promise<void>;
}

async function executionOf(run: SweepRun, options: SweepOptions, count: number, io: Io): Promise<Execution> {
  if (options.queue !== undefined) return onQueue(run, options, options.queue, io);
  const { inlineExecutor } = await import('../../../sweep/executors/inline.ts');
  const { threadsExecutor } = await import('../../../sweep/executors/threads.ts');
  return {
    executor: (given) => (count === 1 ? inlineExecutor(given) : threadsExecutor(given, count)),
    close: async () => {},
  };
}

async function onQueue(
  { folder, retry }: SweepRun,
  options: SweepOptions,
  url: string,
  io: Io,
): Promise<Execution> {
  const { queueExecutor } = await import('../../../sweep/queue/queue-executor.ts');
  const { sweepFolder } = await import('../../../sweep/sweep-folder.ts');
  const { jobs, close } = await openExchange(url, options, folder, io);
  return {
    executor: (given) => queueExecutor(given, { ...jobs, partOf: sweepFolder(folder).partOf, retry }),
    close,
  };
}
