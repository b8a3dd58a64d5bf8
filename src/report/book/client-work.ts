import type { ClientDecision } from '../../book/client/client-decision.ts';
import {
  type ClientExecutor,
  type ClientJob,
  inProcess,
  type JobResult,
  runClientJob,
} from '../../book/jobs/client-job.ts';
import { type ClientFolders, inFolders } from '../../book/jobs/client-folders.ts';
import type { ChunkedWork, Executor } from '../../parallel/executor.ts';
import { orderFiles } from '../csv/order-files.ts';
import { renderClient } from './client-page.ts';

/** The files of a client's decision besides its document, by name. */
export const clientFiles = (decision: ClientDecision): Readonly<Record<string, string>> => ({
  'report.html': renderClient(decision),
  ...orderFiles(decision.execution, {
    client: decision.client,
    ...(decision.simulated && { market: 'SIMULATED' }),
  }),
});

/** What a thread gets: clients, and where their files are kept. */
export interface ClientWork {
  readonly job: ClientJob;
  readonly folders: ClientFolders;
}

const run = ({ job, folders }: ClientWork): Promise<JobResult> =>
  runClientJob(job, clientFiles, inFolders(folders));

/** Deciding, rendering and keeping clients, in this thread or in workers. */
const clientWork: ChunkedWork<ClientWork, JobResult> = {
  run,
  worker: new URL('./client-work.js', import.meta.url),
};

/** Keeps the clients of a book in folders, decided and rendered in this process. */
export const clientsInFolders = (executor: Executor, folders: ClientFolders): ClientExecutor =>
  inProcess(executor, clientWork, (job) => ({ job, folders }));

export default run;
