import { readFileSync, rmSync } from 'node:fs';
import type { Engine } from '../../decision/engine.ts';
import { UserError, userError } from '../../market/problem.ts';
import { publishInput, removeInput } from '../../queue/exchange/exchange.ts';
import { type JobOutcome, queuedJobs, type QueueOptions } from '../../queue/queued-jobs.ts';
import type { QueueView } from '../../queue/status/run-status.ts';
import type { BookContext } from '../book-context.ts';
import type { ClientChunk, ClientResult } from '../client-result.ts';
import type { ClientExecutor } from '../run-book.ts';
import { BOOK_JOBS, bookJobId, type BookWork } from './book-work.ts';
import { readHandedIn } from './handed-in.ts';
import { clientsBytes, contextBytes } from './run-client-job.ts';

interface ClientJob {
  readonly chunk: ClientChunk;
  readonly work: BookWork;
}

/**
 * Decides clients on the workers of a queue, which render them too. Clients go through the exchange by hash and are removed from it once
 * their results are here; what an interrupted run left there is used by the next.
 *
 * @param onJobs receives the jobs of each call, whose workers can be seen.
 */
export const queueExecutor = (
  engine: Engine,
  options: QueueOptions,
  onJobs: (jobs: QueueView) => void = () => {},
): ClientExecutor => ({
  async run(_, chunks, { progress, signal } = {}) {
    signal?.throwIfAborted();
    const jobs = publishClients(chunks, options.exchange);
    const queued = queuedJobs({ ...BOOK_JOBS, engine, retry: true }, options);
    onJobs(queued);
    const stop = (): void => void queued.stop();
    signal?.addEventListener('abort', stop, { once: true });
    const results = new Map<string, HandedIn>();
    const failures: string[] = [];
    try {
      await queued.submit([...jobs].map(([id, { work }]) => ({ id, work })));
      for await (const outcome of queued.outcomes()) {
        const made = accepted(outcome, jobs.get(outcome.id)!.chunk);
        if ('failure' in made) failures.push(made.failure);
        else results.set(outcome.id, made);
        progress?.(results.size, chunks.length);
      }
    } finally {
      signal?.removeEventListener('abort', stop);
      await queued.stop();
    }
    signal?.throwIfAborted();
    if (failures.length > 0)
      throw userError(
        'jobs-failed',
        'the queue',
        `${failures.length} of ${jobs.size} jobs failed, the first because: ${failures[0]}`,
        'The others are kept in the exchange. Run the book again to retry those.',
      );
    for (const { work } of jobs.values())
      for (const hash of [work.context, work.clients]) removeInput(options.exchange, hash);
    for (const { file } of results.values()) rmSync(file, { force: true });
    return chunks.map(({ tasks }) => results.get(bookJobId(tasks))!.clients);
  },
});

/** Puts the clients of every chunk, and what they have in common, into the exchange. */
function publishClients(chunks: readonly ClientChunk[], exchange: string): Map<string, ClientJob> {
  const contexts = new Map<BookContext, string>();
  return new Map(
    chunks.map((chunk) => {
      const { context, tasks } = chunk;
      const common = contexts.get(context) ?? publishInput(exchange, contextBytes(context));
      contexts.set(context, common);
      const id = bookJobId(tasks);
      return [
        id,
        { chunk, work: { context: common, clients: publishInput(exchange, clientsBytes(tasks)), id } },
      ];
    }),
  );
}

/** Results of a chunk, and the file that they are in. */
interface HandedIn {
  readonly file: string;
  readonly clients: ClientResult[];
}

/** Reads what a worker handed in. Where it is something else it is removed, so that the next run makes it again. */
function accepted(outcome: JobOutcome, { tasks }: ClientChunk): HandedIn | { readonly failure: string } {
  if (outcome.kind === 'failed') return { failure: outcome.reason };
  const { file } = outcome;
  try {
    return { file, clients: readHandedIn(readFileSync(file, 'utf8'), tasks) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    rmSync(file, { force: true });
    return { failure: error.message };
  }
}
