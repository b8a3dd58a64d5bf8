import { userError } from '../../market/problem.ts';
import { keepStatus } from '../../queue/status/keep-status.ts';
import {
  paceAt,
  type QueueView,
  type RunState,
  type RunStatus,
  type WorkersSeen,
} from '../../queue/status/run-status.ts';
import { type StatusFolder, statusFolder } from '../../queue/status/status-folder.ts';
import type { BookResult } from '../results/book-result.ts';
import type { ClientOutcome, FailedJob } from '../jobs/client-job.ts';

const BOOK_STATUS = 'trrm-book-status/1';

/** What a run of a book does, in this order. */
export type BookStep = 'models' | 'clients' | 'record';

/** A client that was left out, as `book.json` has it. */
export type LeftOutClient = BookResult['failed'][number];

/** What of a book failed: a job of a queue that was given up, or a client that was left out. */
export type BookFailure = FailedJob | LeftOutClient;

export const isFailedJob = (failure: BookFailure): failure is FailedJob => 'job' in failure;

export const isLeftOut = (failure: BookFailure): failure is LeftOutClient => !isFailedJob(failure);

/** How far a run of a book is. */
export interface BookStatus extends RunStatus {
  readonly schema: typeof BOOK_STATUS;
  readonly asOf: string;
  readonly step: BookStep;
  readonly clients: {
    readonly all: number;
    /** Decided, by this run or by an earlier one from the same inputs. */
    readonly done: number;
    /** Left out. */
    readonly failed: number;
    /** In jobs of a queue that were given up: neither decided nor left out. */
    readonly inFailedJobs: number;
    readonly waiting: number;
  };
  /** Why the run ended without a result. */
  readonly reason: string | null;
}

export const bookStatusFolder = (folder: string): StatusFolder<BookStatus, BookFailure> =>
  statusFolder(folder, BOOK_STATUS);

const byClient = (failures: readonly LeftOutClient[]): LeftOutClient[] =>
  [...failures].sort((a, b) => (a.client < b.client ? -1 : 1));

export interface WatchedBook extends Partial<QueueView> {
  readonly folder: string;
  readonly asOf: string;
  readonly simulated: boolean;
  /** Clients whose accounts are open. */
  readonly clients: number;
  readonly now: () => number;
  readonly onStatus: (status: BookStatus, failures: readonly BookFailure[]) => void;
}

/** Follows a run of a book, and writes into its folder how far it is. */
export interface BookWatch {
  /** Aborted when the run is asked to stop. */
  readonly stopAsked: AbortSignal;
  readonly step: (step: BookStep) => void;
  /** What became of a client. */
  readonly take: (outcome: ClientOutcome) => void;
  readonly failedJob: (job: FailedJob) => void;
  /** To be called where work progresses. */
  readonly tick: () => void;
  /** @param reason why it ended without a result. */
  readonly end: (state: RunState, reason?: string) => void;
}

/** Starts to follow a run of a book; what an earlier run left of its status is replaced. */
export function watchBook({
  folder,
  asOf,
  simulated,
  clients: all,
  now,
  onStatus,
  view,
}: WatchedBook): BookWatch {
  const files = bookStatusFolder(folder);
  const stopped = new AbortController();
  const failures: LeftOutClient[] = [];
  const failedJobs: FailedJob[] = [];
  const allFailures = (): BookFailure[] => [...failedJobs, ...byClient(failures)];
  const count = { reused: 0, decided: 0 };
  let [step, startedAt]: [BookStep, number] = ['models', now()];
  let reason: string | null = null;
  files.clearStop();
  files.writeFailures([]);
  const publish = (state: RunState, seen: WorkersSeen): void => {
    const done = count.reused + count.decided;
    const failed = failures.length;
    const inFailedJobs = failedJobs.reduce((sum, { clients }) => sum + clients.length, 0);
    const status: BookStatus = {
      schema: BOOK_STATUS,
      asOf,
      simulated,
      state,
      step,
      clients: { all, done, failed, inFailedJobs, waiting: Math.max(0, all - done - failed - inFailedJobs) },
      reason,
      ...seen,
      ...paceAt({ all: all - failed - inFailedJobs, done, doneNow: count.decided, startedAt }, state, now()),
    };
    files.write(status);
    onStatus(status, allFailures());
  };
  const keeper = keepStatus({
    now,
    publish,
    isStopAsked: files.isStopAsked,
    stop: () =>
      stopped.abort(
        userError(
          'stopped',
          folder,
          'The run was stopped. Clients decided before are kept; nothing was pooled or recorded.',
          'Continue it with `trrm book retry`.',
        ),
      ),
    ...(view && { view }),
  });
  let written = 0;
  const writeFailures = (): void => {
    const found = allFailures();
    if (found.length === written) return;
    written = found.length;
    files.writeFailures(found);
  };
  return {
    stopAsked: stopped.signal,
    step: (next) => {
      step = next;
      // The rate is that of deciding clients.
      if (next === 'clients') startedAt = now();
      keeper.tick();
    },
    take: (outcome) => {
      if (outcome.kind === 'failed') failures.push({ client: outcome.id, problems: [...outcome.problems] });
      else if (outcome.isReused) count.reused++;
      else count.decided++;
    },
    failedJob: (job) => void failedJobs.push(job),
    tick: () => {
      writeFailures();
      keeper.tick();
    },
    end: (state, why) => {
      reason = why ?? null;
      writeFailures();
      keeper.end(state);
    },
  };
}
