import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { SweepRequest } from '../../../sweep/run-sweep.ts';
import type { SweepDefinition } from '../../../sweep/trials/plan-trials.ts';
import type { OpenedSnapshot } from '../../../snapshot/open-snapshot.ts';
import { counted } from '../../../format/numbers.ts';
import { type Io, json } from '../../shared/io.ts';
import { type CommonOptions, wholeNumber } from '../../shared/options.ts';

/** Where rule books are run. */
interface ExecutionOptions {
  readonly threads?: number;
  readonly queue?: string;
  readonly shared?: string;
  readonly serve?: number;
  readonly wait: number;
  readonly chunk?: number;
}

export interface SweepOptions extends CommonOptions, ExecutionOptions {
  readonly snapshot?: string;
  readonly out?: string;
  readonly resume?: boolean;
  readonly dryRun?: boolean;
}

/** A sweep that ended with failed chunks: a part succeeded. */
const IN_PART = 3;

/** The options that choose where rule books are run. */
export const withExecution = (command: Command): Command =>
  command
    .addOption(
      new Option('--threads <n>', 'worker threads (default: one per core); they do not change the result')
        .argParser(wholeNumber(1, 64))
        .conflicts('queue'),
    )
    .option(
      '--queue <url>',
      'run on the workers of a queue: redis://127.0.0.1:6379, or rediss:// and TRRM_QUEUE_PASSWORD',
    )
    .option(
      '--shared <folder>',
      'where workers find what they need and write (default: exchange in the folder of the sweep)',
    )
    .option(
      '--serve <port>',
      'also serve that folder to workers on this machine; 0 for any free port',
      wholeNumber(0, 65_535),
    )
    .option(
      '--wait <seconds>',
      'how long to wait for a queue that does not answer, before exit code 75',
      wholeNumber(1, 3600),
      300,
    )
    .option(
      '--chunk <n>',
      'rule books in a job (default: 500, or 1 back-test); does not change the result',
      wholeNumber(1, 1000),
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
  const count = options.threads ?? availableParallelism();
  const place = await executionOf(run, options, count, io);
  const outcome = await runLongTask(io, options.quiet, async (task) => {
    try {
      return await runSweep({
        ...run,
        resume: options.resume === true || run.retry,
        executor: place.executor,
        planning: count === 1 ? inline : threads(count),
        ledger: trialLedgerBeside(options.store),
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
      `${counted(outcome.failed, 'chunk')} failed; the others are kept. See \`trrm sweep status --failed ${run.folder}\`, then \`trrm sweep retry\`.\n`,
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
  { shared, serve, wait, quiet }: SweepOptions,
  url: string,
  io: Io,
): Promise<Execution> {
  const { queueConnection } = await import('../../../sweep/queue/queue-url.ts');
  const { queueExecutor } = await import('../../../sweep/queue/queue-executor.ts');
  const { sweepFolder } = await import('../../../sweep/sweep-folder.ts');
  const connection = queueConnection(url, process.env.TRRM_QUEUE_PASSWORD);
  const exchange = shared ?? join(folder, 'exchange');
  const { serveExchange } = await import('../../../sweep/exchange/serve-exchange.ts');
  const server = serve === undefined ? null : await serveExchange(exchange, serve);
  if (!quiet)
    io.err(
      `Workers: trrm worker --queue ${url} ${server ? `--from ${server.address}` : `--shared ${resolve(exchange)}`}\n`,
    );
  return {
    executor: (given) =>
      queueExecutor(given, {
        connection,
        exchange,
        partOf: sweepFolder(folder).partOf,
        retry,
        patience: 1000 * wait,
        onDown: () => io.err(`The queue does not answer; waiting up to ${counted(wait, 'second')}.\n`),
      }),
    close: async () => {
      await server?.close();
    },
  };
}
