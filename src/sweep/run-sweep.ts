import { type Day, iso } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import type { Executor } from '../parallel/executor.ts';
import { keepStatus } from '../queue/status/keep-status.ts';
import { NO_QUEUE, type QueueView, type RunState, type WorkersSeen } from '../queue/status/run-status.ts';
import type { OpenedSnapshot } from '../snapshot/open-snapshot.ts';
import { recordTrials } from '../validation/trial-ledger.ts';
import type { SweepExecutor } from './executors/executor.ts';
import type { SweepMonths } from './objective/objective.ts';
import { prepareObjective } from './objective/prepare.ts';
import { type KeptResults, openKeptResults, trimKeptResults } from './results/kept-results.ts';
import { openSweepFolder, type SweepFolder } from './sweep-folder.ts';
import { reportSweep } from './sweep-report.ts';
import type { SweepReport } from './report-schema.ts';
import { type SweepStatus, sweepStatusAt } from './sweep-status.ts';
import type { SweepDefinition } from './trials/plan-trials.ts';
import { listTrials, type TrialList } from './trials/trial-list.ts';
import { rangesText } from './trials/number-ranges.ts';
import { type Chunk, sweepId } from './chunks/chunk.ts';
import { cutTrials, type ReusedResults } from './chunks/cut-trials.ts';
import { mergeParts } from './chunks/merged-file.ts';
import type { ChunkTask } from './chunks/run-chunk.ts';

export interface SweepRequest {
  readonly definition: SweepDefinition;
  readonly snapshot: OpenedSnapshot;
  readonly folder: string;
  /** Continues a sweep in its folder; with `retry` also the chunks that failed. */
  readonly resume: boolean;
  readonly retry: boolean;
  /** Trials in a chunk; by default one to three seconds' work. The cut does not change the result. */
  readonly atOnce?: number;
  readonly executor: (task: Omit<ChunkTask, 'chunk'>) => SweepExecutor & Partial<QueueView>;
  /** Makes and names the rule books. */
  readonly planning: Executor;
  /** The ledger of trials on this data. */
  readonly ledger: string;
  /** The folder of results that sweeps beside this ledger kept. */
  readonly results: string;
  /** Receives how many results were there already, before the first chunk is run. */
  readonly onReuse: (reused: ReusedResults) => void;
  /** The day that the ledger records. */
  readonly today: Day;
  readonly now: () => number;
  readonly onStatus: (status: SweepStatus) => void;
  readonly progress: (step: string, done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

/** How a run ended: with a report, or with chunks that failed. */
export type SweepOutcome =
  | { readonly kind: 'done'; readonly report: SweepReport }
  | { readonly kind: 'failed'; readonly failed: number };

/**
 * Runs a sweep: records its trials, runs those of which no sweep kept results, merges the parts and reports. Killed at any time and
 * resumed, it ends with the same bytes.
 *
 * @throws UserError for a plan that cannot be run, a folder that cannot be used, or when it is stopped.
 */
export async function runSweep(request: SweepRequest): Promise<SweepOutcome> {
  const { definition, signal } = request;
  // Before any work: naming a large plan takes minutes, which would be lost where another run has the folder.
  const folder = openSweepFolder(request.folder, definition, request.resume);
  try {
    const list = await listTrials(definition, request.planning, {
      progress: (done, of) => request.progress('Naming rule books', done, of),
      ...(signal && { signal }),
    });
    if (list.trials.length === 0)
      throw userError(
        'no-trials',
        'plan',
        `has no valid rule book among ${list.designed}: ${list.rejected[0]?.reason ?? ''}`,
        'Change parameters or constraints.',
      );
    folder.begin();
    return await runIn(folder, request, list);
  } finally {
    folder.release();
  }
}

async function runIn(folder: SweepFolder, request: SweepRequest, list: TrialList): Promise<SweepOutcome> {
  const { definition, snapshot, ledger, today } = request;
  const sweep = sweepId(definition);
  // Before the first is run: what was looked at counts, also where the run never ends.
  const counted = recordTrials(ledger, {
    day: iso(today),
    sweep,
    snapshot: snapshot.id,
    objective: definition.plan.objective,
    note: definition.plan.note,
    trials: list.trials.map(({ id }) => id),
  });
  if (request.retry) folder.status.writeFailures([]);
  const objective = onceAsked(() => prepareObjective(definition, snapshot));
  const months = async (): Promise<SweepMonths> => (await objective.get()).months;
  const results = openKeptResults(request.results, definition, months);
  try {
    const { atOnce } = request;
    const { chunks, ...reused } = await cutTrials({ definition, list, folder, atOnce, results, months });
    request.onReuse(reused);
    const failed = await runChunks(request, folder, { sweep, list, chunks, reused: reused.reused, results });
    if (failed > 0) return { kind: 'failed', failed };
    await mergeParts(chunks, folder.partOf, folder.trials);
    const report = await reportSweep({
      definition,
      snapshot,
      objective: await objective.get(),
      results,
      list,
      counted,
      ledger,
      today,
      file: folder.trials,
    });
    return { kind: 'done', report };
  } finally {
    await objective.release();
    trimKeptResults(request.results);
  }
}

/** Something that is made when it is first asked for, and closed if it was made. */
function onceAsked<T extends { readonly close: () => Promise<void> }>(make: () => Promise<T>) {
  let made: Promise<T> | null = null;
  return {
    get: (): Promise<T> => (made ??= make()),
    release: async (): Promise<void> => (await made?.catch(() => null))?.close(),
  };
}

interface PlannedSweep {
  readonly sweep: string;
  readonly list: TrialList;
  readonly chunks: readonly Chunk[];
  readonly reused: number;
  readonly results: KeptResults;
}

/** Runs the chunks that have neither a part nor a failure. @returns the number of failed ones, of earlier runs too. */
async function runChunks(
  { definition, snapshot, now, onStatus, progress, signal, ...request }: SweepRequest,
  folder: SweepFolder,
  { sweep, list, chunks, reused, results }: PlannedSweep,
): Promise<number> {
  const failures = folder.status.failures().filter(({ chunk }) => chunks.some(({ id }) => id === chunk));
  const isFailed = new Set(failures.map(({ chunk }) => chunk));
  const done = chunks.filter(({ id }) => folder.hasPart(id));
  const waiting = chunks.filter(({ id }) => !folder.hasPart(id) && !isFailed.has(id));
  const count = { chunks: done.length, trials: trialsOf(done), now: 0 };
  const startedAt = now();
  const publish = (state: RunState, seen: WorkersSeen): void => {
    const counts = {
      sweep,
      note: definition.plan.note,
      simulated: snapshot.manifest.simulated,
      state,
      chunks: { all: chunks.length, done: count.chunks, failed: failures.length },
      trials: { all: list.trials.length, done: count.trials, reused },
      ...seen,
      doneNow: count.now,
      startedAt,
    };
    const status = sweepStatusAt(counts, now());
    folder.status.write(status);
    onStatus(status);
  };
  if (waiting.length === 0) {
    publish(failures.length > 0 ? 'failed' : 'done', NO_QUEUE);
    return failures.length;
  }
  signal?.throwIfAborted();
  const executor = request.executor({ definition, snapshot, folder: folder.parts });
  const stop = (): void => void executor.stop();
  signal?.addEventListener('abort', stop, { once: true });
  const { isStopAsked } = folder.status;
  const view = executor.view?.bind(executor);
  const keeper = keepStatus({ now, publish, isStopAsked, stop, ...(view && { view }) });
  try {
    await executor.submit(waiting);
    for await (const outcome of executor.results()) {
      if (outcome.kind === 'failed') {
        const { chunk, reason, stack } = outcome;
        failures.push({ chunk: chunk.id, trials: rangesText(chunk.trials), reason, stack });
        folder.status.writeFailures(failures);
      } else {
        await results.keep(folder.partOf(outcome.chunk.id));
        count.chunks++;
        count.trials += outcome.chunk.trials.length;
        count.now += outcome.chunk.trials.length;
      }
      keeper.tick();
      progress('Running rule books', count.trials, list.trials.length);
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    await executor.stop();
    keeper.end(endState(count.chunks, chunks.length, failures.length));
  }
  if (count.chunks + failures.length < chunks.length)
    throw userError(
      'stopped',
      folder.folder,
      `The sweep was stopped after ${count.trials} of ${list.trials.length} rule books, which are kept.`,
      'Run it again with --resume to continue.',
    );
  return failures.length;
}

const trialsOf = (chunks: readonly Chunk[]): number =>
  chunks.reduce((sum, { trials }) => sum + trials.length, 0);

function endState(done: number, all: number, failed: number): RunState {
  if (done + failed < all) return 'stopped';
  return failed > 0 ? 'failed' : 'done';
}
