import { keptByHash } from '../../queue/kept-by-hash.ts';
import { notAJob } from '../../queue/job.ts';
import { resultName } from '../../queue/exchange/exchange.ts';
import type { JobHandler, WorkerPlace } from '../../queue/worker.ts';
import type { QueuedJobTask } from './run-queued-job.ts';
import { BOOK_JOBS, bookWork } from './book-work.ts';

/**
 * Runs the jobs of books. What the clients of an approach have in common is fetched once.
 *
 * @param thread the compiled module that decides and renders clients, such as `clientJobThread`.
 */
export function bookHandler({ exchange }: WorkerPlace, thread: URL): JobHandler {
  const contextOf = keptByHash(exchange.input);
  return {
    kind: BOOK_JOBS.kind,
    thread,
    taskOf: async (given) => {
      const parsed = bookWork.safeParse(given);
      if (!parsed.success) throw notAJob('is not a job of a book.');
      const { context, clients, id } = parsed.data;
      const result = resultName(id, BOOK_JOBS.extension);
      const task: QueuedJobTask = {
        context: { hash: context, bytes: await contextOf(context) },
        clients: await exchange.input(clients),
        folder: exchange.folder,
        result,
      };
      return { task, result };
    },
  };
}
