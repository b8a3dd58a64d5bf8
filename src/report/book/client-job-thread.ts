import { type ClientJobTask, runClientJob } from '../../book/queue/run-client-job.ts';
import { clientWork } from './client-work.ts';

/** The compiled module that decides and renders the clients of a job of the queue in a thread. */
export const clientJobThread = new URL('./client-job-thread.js', import.meta.url);

/** What the thread runs. @returns the file that it wrote. */
export default (task: ClientJobTask): string => runClientJob(task, clientWork.run);
