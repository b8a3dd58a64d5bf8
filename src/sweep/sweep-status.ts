import { paceAt, type RunStatus, type WorkDone } from '../queue/status/run-status.ts';

export const SWEEP_STATUS = 'trrm-sweep-status/1';

/** How far a sweep is. */
export interface SweepStatus extends RunStatus {
  readonly schema: typeof SWEEP_STATUS;
  readonly sweep: string;
  readonly note: string;
  readonly chunks: { readonly all: number; readonly done: number; readonly failed: number };
  /** Those done include those whose results were kept by other sweeps. */
  readonly trials: { readonly all: number; readonly done: number; readonly reused: number };
}

/** What a run counts, with the trials it has done itself. */
export type SweepCounts = Omit<SweepStatus, 'schema' | 'rate' | 'secondsLeft' | 'updated'> &
  Pick<WorkDone, 'doneNow' | 'startedAt'>;

export const sweepStatusAt = ({ doneNow, startedAt, ...counts }: SweepCounts, now: number): SweepStatus => ({
  schema: SWEEP_STATUS,
  ...counts,
  ...paceAt({ ...counts.trials, doneNow, startedAt }, counts.state, now),
});
