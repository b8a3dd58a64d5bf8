/** Where a long run stands. `failed`: it ended without its result. */
export type RunState = 'running' | 'stopped' | 'failed' | 'done';

/** What a queue knows about its workers. */
export interface WorkersSeen {
  /** Jobs that were given back by a worker that fell silent; null without a queue. */
  readonly stalled: number | null;
  /** Workers of the queue seen in the last half minute. */
  readonly workers: readonly string[];
}

export const NO_QUEUE: WorkersSeen = { stalled: null, workers: [] };

/** Something whose workers can be seen. */
export interface QueueView {
  readonly view: () => Promise<WorkersSeen>;
}

/** How far a long run is, whatever it counts. Times are of the clock and for people; they are in no result. */
export interface RunStatus extends WorkersSeen {
  readonly state: RunState;
  readonly simulated: boolean;
  /** Units of work a second since this run began; null before the first. */
  readonly rate: number | null;
  readonly secondsLeft: number | null;
  /** Milliseconds since 1970. */
  readonly updated: number;
}

/** Units of work that a run has done. */
export interface WorkDone {
  readonly all: number;
  readonly done: number;
  /** What this run has done; work of earlier runs does not tell its rate. */
  readonly doneNow: number;
  readonly startedAt: number;
}

/** How fast a run is, and how long it still takes at that rate. */
export function paceAt(
  { all, done, doneNow, startedAt }: WorkDone,
  state: RunState,
  now: number,
): Pick<RunStatus, 'rate' | 'secondsLeft' | 'updated'> {
  const seconds = (now - startedAt) / 1000;
  const rate = doneNow > 0 && seconds > 0 ? doneNow / seconds : null;
  const left = rate === null || state !== 'running' ? null : Math.ceil((all - done) / rate);
  return { rate, secondsLeft: left, updated: now };
}

/** A running run rewrites its status every few seconds: after so many milliseconds it was killed. */
const SILENT = 60_000;

/** Whether a run that says it is running was killed. */
export const isSilent = ({ state, updated }: RunStatus, now: number): boolean =>
  state === 'running' && now - updated > SILENT;
