import { UserError, type Problem } from '../../market/problem.ts';
import type { Chunks, ChunkedWork, ExecutionOptions, Executor } from '../../parallel/executor.ts';
import type { BookContext } from '../model/book-context.ts';
import { type ClientInFiles, hashInputs, readInputs } from '../files/client-inputs.ts';
import {
  type ClientResult,
  type ClientTask,
  type DecidedClient,
  decideTask,
  type LeftOut,
  orLeftOut,
  type RenderClient,
  type RenderedClient,
} from './client-result.ts';

/** Clients of one approach to decide together, as the files have them. Plain data. */
export interface ClientJob {
  readonly context: BookContext;
  /** Hash of everything but a client's own lines that determines its decision. */
  readonly common: string;
  readonly clients: readonly ClientInFiles[];
}

/** A decided client whose files are kept. */
export interface KeptClient extends DecidedClient {
  /** Whether an earlier run decided it, from the same inputs. */
  readonly isReused: boolean;
}

/** What became of a client. */
export type ClientOutcome = KeptClient | LeftOut;

/** Where the files of clients are kept. */
export interface ClientKeeper {
  /** The result that an earlier run kept; null if it has to be made, for there is none from the same inputs. */
  readonly before: (id: string, inputs: string) => DecidedClient | null;
  /** @throws UserError where they cannot be written. */
  readonly keep: (client: RenderedClient) => Promise<void>;
}

/** A job that was given up, on a queue: its workers died, or what they handed in is not what was asked for. */
export interface FailedJob {
  readonly job: string;
  readonly clients: readonly string[];
  readonly reason: string;
  readonly stack: string | null;
}

export interface ClientExecution extends ExecutionOptions {
  /** Receives each job that was given up; the run ends with an error when the others are done. */
  readonly onFailedJob?: (job: FailedJob) => void;
}

/** Decides the clients of jobs and keeps their files, in this process (`inline`, `threads`) or on workers of a queue. */
export interface ClientExecutor {
  /** @param take receives what became of the clients of a job, as it comes. */
  run(
    jobs: Chunks<ClientJob>,
    take: (outcomes: readonly ClientOutcome[]) => void,
    options?: ClientExecution,
  ): Promise<void>;
}

/** What a thread returns: that files cannot be written is no error of one client, and an error loses its problems on the way. */
export type JobResult =
  | { readonly kind: 'done'; readonly outcomes: readonly ClientOutcome[] }
  | { readonly kind: 'not-kept'; readonly problems: readonly Problem[] };

/**
 * Decides the clients of a job and keeps their files, one client after the other, so that the files of two at most are in memory: a
 * client is decided while those of the one before go to the disk.
 */
export async function runClientJob(
  job: ClientJob,
  render: RenderClient,
  keeper: ClientKeeper,
): Promise<JobResult> {
  const outcomes: ClientOutcome[] = [];
  let last: Promise<ClientOutcome> | null = null;
  try {
    for (const client of job.clients) {
      const open = openClient(client, job, keeper);
      const done: ClientResult | ClientOutcome =
        open.kind === 'open' ? decideTask(open, job.context, render) : open;
      if (last) outcomes.push(await last);
      last = kept(done, keeper);
    }
    if (last) outcomes.push(await last);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { kind: 'not-kept', problems: error.problems };
  }
  return { kind: 'done', outcomes };
}

/** What is to be done for a client; or what became of it, where an earlier run decided it or its lines cannot be read. */
export const openClient = (
  client: ClientInFiles,
  { common }: ClientJob,
  keeper: ClientKeeper,
): ClientTask | ClientOutcome =>
  orLeftOut(client.id, () => {
    const inputs = readInputs(client);
    const hash = hashInputs(inputs, common);
    const before = keeper.before(client.id, hash);
    return before ? { ...before, isReused: true } : { kind: 'open', inputs, hash };
  });

/** Keeps the files of a client, if it has any that are not kept. @returns what remains of it. */
export async function kept(
  result: ClientResult | ClientOutcome,
  { keep }: ClientKeeper,
): Promise<ClientOutcome> {
  if (!('files' in result)) return result;
  await keep(result);
  const { files: _, ...rest } = result;
  return { ...rest, isReused: false };
}

/** Runs jobs in this process. @param chunkOf what the work gets of a job. */
export const inProcess = <Chunk>(
  executor: Executor,
  work: ChunkedWork<Chunk, JobResult>,
  chunkOf: (job: ClientJob) => Chunk,
): ClientExecutor => ({
  async run(jobs, take, options) {
    const chunks = {
      length: jobs.length,
      *[Symbol.iterator]() {
        for (const job of jobs) yield chunkOf(job);
      },
    };
    await executor.run(work, chunks, {
      ...options,
      onResult: (result) => {
        if (result.kind === 'not-kept') throw new UserError(result.problems);
        take(result.outcomes);
      },
    });
  },
});
