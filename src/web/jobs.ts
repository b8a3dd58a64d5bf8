import { UserError } from '../market/problem.ts';

/** Longest time for a job, in milliseconds. */
const JOB_LIMIT = 30_000;

/** A piece of work that takes seconds, as the page asks for its progress. */
export interface JobStatus {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed';
  /** What it is doing, or why it failed. */
  readonly message: string;
}

export interface JobTask {
  readonly progress: (step: string, done: number, of: number) => void;
  readonly signal: AbortSignal;
}

export interface Jobs {
  /** Starts a job; one that is still running is stopped. What it returns is its result, to be asked for once it is done. */
  readonly start: (work: (task: JobTask) => Promise<string | null>) => JobStatus;
  readonly status: (id: string) => JobStatus | null;
  /** Null for a job that is not done, has no result or has been followed by another. */
  readonly result: (id: string) => string | null;
  readonly stop: () => void;
}

/** One job at a time: the newest wins, as the newest answer does on the page. */
export function oneJobAtATime(limit = JOB_LIMIT): Jobs {
  let count = 0;
  let current: { status: JobStatus; result: string | null; readonly controller: AbortController } | null =
    null;
  return {
    start(work) {
      current?.controller.abort(new Error('superseded'));
      const controller = new AbortController();
      const id = String(++count);
      const job = {
        status: { id, state: 'running', message: 'Opening the store' } as JobStatus,
        result: null as string | null,
        controller,
      };
      const set = (state: JobStatus['state'], message: string, result: string | null = null) => {
        job.status = { id, state, message };
        job.result = result;
      };
      current = job;
      const timer = setTimeout(
        () =>
          controller.abort(new Error(`It took longer than ${limit / 1000} seconds. Use the command line.`)),
        limit,
      );
      const progress: JobTask['progress'] = (step, done, of) => set('running', `${step}, ${done} of ${of}`);
      const stopped = new Promise<never>((_, reject) => {
        controller.signal.addEventListener('abort', () => reject(controller.signal.reason as Error));
      });
      Promise.race([work({ progress, signal: controller.signal }), stopped])
        .then(
          (result) => set('done', 'Ready', result),
          (error: unknown) =>
            set(
              'failed',
              error instanceof UserError || error instanceof Error ? error.message : String(error),
            ),
        )
        .finally(() => clearTimeout(timer));
      return job.status;
    },
    status: (id) => (current?.status.id === id ? current.status : null),
    result: (id) => (current?.status.id === id ? current.result : null),
    stop: () => current?.controller.abort(new Error('The server is stopping.')),
  };
}
