import { readFileSync, rmSync } from 'node:fs';
import type { Engine } from '../../decision/engine.ts';
import { UserError, userError } from '../../market/problem.ts';
import { publishInput, removeInput } from '../../queue/exchange/exchange.ts';
import { type JobOutcome, queuedJobs, type QueueOptions } from '../../queue/queued-jobs.ts';
import type { QueueView } from '../../queue/status/run-status.ts';
import type { BookContext } from '../model/book-context.ts';
import { type ClientExecutor, type ClientKeeper, kept, openClient } from '../jobs/client-job.ts';
import type { ClientResult } from '../jobs/client-result.ts';
import { BOOK_JOBS, bookJobId, type BookWork } from './book-work.ts';
import { type AskedFor, readHandedIn } from './handed-in.ts';
import { clientsBytes, contextBytes } from './run-queued-job.ts';

/** A job in the queue: what it names, and what is expected of it. */
interface QueuedClients {
  readonly work: BookWork;
  readonly clients: readonly AskedFor[];
}

/**
 * Decides clients on the workers of a queue, which render them too; their files are kept here. Clients go through the exchange by hash and
 * are removed from it once their results are here; what an interrupted run left there is used by the next.
 *
 * @param onJobs receives the jobs of a run, whose workers can be seen.
 */
export const queueExecutor = (
  engine: Engine,
  options: QueueOptions,
  keeper: ClientKeeper,
  onJobs: (jobs: QueueView) => void = () => {},
): ClientExecutor => ({
  async run(jobs, take, { progress, signal, onFailedJob } = {}) {
    const { exchange } = options;
    const queued = queuedJobs({ ...BOOK_JOBS, engine, retry: true }, options);
    onJobs(queued);
    const stop = (): void => void queued.stop();
    signal?.addEventListener('abort', stop, { once: true });
    const submitted = new Map<string, QueuedClients>();
    const contexts = new Map<BookContext, string>();
    const results: string[] = [];
    const failures: string[] = [];
    const report = (): void => progress?.(jobs.length - submitted.size + results.length, jobs.length);
    try {
      for (const job of jobs) {
        signal?.throwIfAborted();
        const clients = job.clients.map((client) => openClient(client, job, keeper));
        take(clients.flatMap((client) => (client.kind === 'open' ? [] : [client])));
        const tasks = clients.flatMap((client) => (client.kind === 'open' ? [client] : []));
        if (tasks.length === 0) continue;
        const context = contexts.get(job.context) ?? publishInput(exchange, contextBytes(job.context));
        contexts.set(job.context, context);
        const id = bookJobId(tasks);
        const work: BookWork = { context, clients: publishInput(exchange, clientsBytes(tasks)), id };
        submitted.set(id, { work, clients: tasks.map(({ inputs, hash }) => ({ id: inputs.id, hash })) });
        // Workers begin while other jobs are made.
        await queued.submit([{ id, work }]);
      }
      for await (const outcome of queued.outcomes()) {
        const made = accepted(outcome, submitted.get(outcome.id)!.clients);
        if (made.kind === 'failed') {
          const { reason, stack } = made;
          const { clients } = submitted.get(outcome.id)!;
          failures.push(reason);
          onFailedJob?.({ job: outcome.id, clients: clients.map(({ id }) => id), reason, stack });
          report();
          continue;
        }
        for (const result of made.clients) take([await kept(result, keeper)]);
        results.push(made.file);
        report();
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
        `${failures.length} of ${submitted.size} jobs failed, the first because: ${failures[0]}`,
        'The others are kept. `trrm book status --failed` lists those with their clients; `trrm book retry`, or the same command with --resume, runs them again.',
      );
    for (const { work } of submitted.values())
      for (const hash of [work.context, work.clients]) removeInput(exchange, hash);
    for (const file of results) rmSync(file, { force: true });
  },
});

/** Results of a job and the file that they are in, or why there are none. */
type Accepted =
  | { readonly kind: 'done'; readonly file: string; readonly clients: readonly ClientResult[] }
  | { readonly kind: 'failed'; readonly reason: string; readonly stack: string | null };

/** Reads what a worker handed in. Where it is something else it is removed, so that the next run makes it again. */
function accepted(outcome: JobOutcome, clients: readonly AskedFor[]): Accepted {
  if (outcome.kind === 'failed') return outcome;
  const { file } = outcome;
  try {
    return { kind: 'done', file, clients: readHandedIn(readFileSync(file, 'utf8'), clients) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    rmSync(file, { force: true });
    return { kind: 'failed', reason: error.message, stack: null };
  }
}
