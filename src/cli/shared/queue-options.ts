import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { counted } from '../../format/numbers.ts';
import type { QueueOptions as JobsOptions } from '../../queue/queued-jobs.ts';
import type { Io } from './io.ts';
import { wholeNumber } from './options.ts';

/** Where work is done: in threads of this process, or on the workers of a queue. */
export interface QueueOptions {
  readonly threads?: number;
  readonly queue?: string;
  readonly shared?: string;
  readonly serve?: number;
  readonly wait: number;
  readonly quiet?: boolean;
}

/** Adds the options of work that workers can do. @param of whose folder has the exchange, such as `sweep`. */
export const withQueue = (command: Command, of: string): Command =>
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
      `where workers find what they need and write (default: exchange in the folder of the ${of})`,
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
    );

/** What jobs are put into the queue with, and what to close afterwards. */
export interface OpenedExchange {
  readonly jobs: JobsOptions;
  readonly close: () => Promise<void>;
}

/**
 * Opens the exchange with the workers of a queue, and says how to start them.
 *
 * @param folder of the sweep or the book.
 * @throws UserError for an address of a queue that cannot be used.
 */
export async function openExchange(
  url: string,
  { shared, serve, wait, quiet }: QueueOptions,
  folder: string,
  io: Io,
): Promise<OpenedExchange> {
  const { queueConnection } = await import('../../queue/queue-url.ts');
  const { serveExchange } = await import('../../queue/exchange/serve-exchange.ts');
  const connection = queueConnection(url, process.env.TRRM_QUEUE_PASSWORD);
  const exchange = shared ?? join(folder, 'exchange');
  const server = serve === undefined ? null : await serveExchange(exchange, serve);
  if (!quiet)
    io.err(
      `Workers: trrm worker --queue ${url} ${server ? `--from ${server.address}` : `--shared ${resolve(exchange)}`}\n`,
    );
  return {
    jobs: {
      connection,
      exchange,
      patience: 1000 * wait,
      onDown: () => io.err(`The queue does not answer; waiting up to ${counted(wait, 'second')}.\n`),
    },
    close: async () => {
      await server?.close();
    },
  };
}
