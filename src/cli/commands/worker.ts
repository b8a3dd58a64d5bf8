import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Command } from 'commander';
import { userError } from '../../market/problem.ts';
import type { Io } from '../shared/io.ts';
import { wholeNumber } from '../shared/options.ts';

interface Options {
  readonly queue: string;
  readonly shared?: string;
  readonly from?: string;
  readonly threads?: number;
  readonly lock: number;
  readonly quiet?: boolean;
}

export function addWorker(program: Command, io: Io): void {
  program
    .command('worker')
    .description('run rule books of sweeps and clients of books for a queue, until Ctrl-C')
    .requiredOption('--queue <url>', 'redis://127.0.0.1:6379, or rediss:// and TRRM_QUEUE_PASSWORD')
    .option('--shared <folder>', 'the folder of --shared, or DIR/exchange, of the sweep or the book')
    .option('--from <address>', 'the address that --serve prints, instead of a folder')
    .option('--threads <n>', 'worker threads (default: one per core)', wholeNumber(1, 64))
    .option(
      '--lock <seconds>',
      'silence after which another worker takes the job over',
      wholeNumber(2, 600),
      30,
    )
    .option('--quiet', 'suppress progress and notes')
    .action((options: Options) => work(options, io));
}

async function work(options: Options, io: Io): Promise<void> {
  const { engine } = await import('../../decision/engine.ts');
  const { snapshotCache } = await import('../../snapshot/cache.ts');
  const { queueConnection } = await import('../../queue/queue-url.ts');
  const { startWorker, workerName } = await import('../../queue/worker.ts');
  const { servedExchange, sharedFolder } = await import('../../queue/exchange/worker-exchange.ts');
  const { sweepHandler } = await import('../../sweep/queue/sweep-handler.ts');
  const { bookHandler } = await import('../../book/queue/book-handler.ts');
  const { clientJobThread } = await import('../../report/book/client-job-thread.ts');
  if ((options.shared === undefined) === (options.from === undefined))
    throw userError(
      'usage',
      'trrm worker',
      'needs the folder or the address of the sweep or the book.',
      'Give --shared or --from.',
    );
  const name = workerName();
  const cache = snapshotCache(process.env);
  const exchange =
    options.shared === undefined
      ? servedExchange(options.from!, name, join(cache, 'results', name))
      : sharedFolder(options.shared, name);
  const place = { exchange, cache, engine: engine() };
  const worker = await startWorker({
    ...place,
    connection: queueConnection(options.queue, process.env.TRRM_QUEUE_PASSWORD),
    handlers: [sweepHandler(place), bookHandler(place, clientJobThread)],
    name,
    threads: options.threads ?? availableParallelism(),
    lock: 1000 * options.lock,
    log: (line) => {
      if (!options.quiet) io.err(`${line}\n`);
    },
  });
  if (!options.quiet)
    io.err(`Worker ${name} waits for jobs. Ctrl-C ends it after those that are being run.\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    void worker.closed.then(resolve);
  });
  await worker.close();
}
