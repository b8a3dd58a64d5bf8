import { type QueuedJobTask, runQueuedJob } from '../../book/queue/run-queued-job.ts';
import { clientFiles } from './client-work.ts';

/** The compiled module that decides and renders the clients of a job of the queue in a thread. */
export const clientJobThread = new URL('./client-job-thread.js', import.meta.url);

/** What the thread runs. @returns the file that it wrote. */
export default (task: QueuedJobTask): string => runQueuedJob(task, clientFiles);
