/** How far a sweep is. Times are of the clock and for people; they are in no result. */
export interface SweepStatus {
  readonly schema: 'trrm-sweep-status/1';
  readonly sweep: string;
  readonly note: string;
  readonly simulated: boolean;
  readonly state: 'running' | 'stopped' | 'failed' | 'done';
  readonly chunks: { readonly all: number; readonly done: number; readonly failed: number };
  readonly trials: { readonly all: number; readonly done: number };
  /** Jobs that were given back by a worker that fell silent; null without a queue. */
  readonly stalled: number | null;
  /** Trials a second since this run began; null before the first chunk. */
  readonly rate: number | null;
  readonly secondsLeft: number | null;
  /** Workers of the queue seen in the last half minute. */
  readonly workers: readonly string[];
  /** Milliseconds since 1970. */
  readonly updated: number;
}

/** What a run counts. */
export interface StatusCounts extends Pick<
  SweepStatus,
  'sweep' | 'note' | 'simulated' | 'chunks' | 'trials' | 'stalled' | 'workers' | 'state'
> {
  /** Trials that this run has done; those of earlier runs tell nothing about its rate. */
  readonly doneNow: number;
  readonly startedAt: number;
}

export function statusAt({ doneNow, startedAt, ...counts }: StatusCounts, now: number): SweepStatus {
  const seconds = (now - startedAt) / 1000;
  const rate = doneNow > 0 && seconds > 0 ? doneNow / seconds : null;
  const left = counts.trials.all - counts.trials.done;
  return {
    schema: 'trrm-sweep-status/1',
    ...counts,
    rate,
    secondsLeft: rate === null || counts.state !== 'running' ? null : Math.ceil(left / rate),
    updated: now,
  };
}
