import { NO_QUEUE, type QueueView, type RunState, type WorkersSeen } from './run-status.ts';

/** The status is written this often, in milliseconds. */
const EVERY = 5000;

export interface KeptStatus extends Partial<QueueView> {
  readonly now: () => number;
  /** Writes the status. */
  readonly publish: (state: RunState, seen: WorkersSeen) => void;
  readonly isStopAsked: () => boolean;
  /** Called once, when the run is asked to stop. */
  readonly stop: () => void;
}

/** Keeps the status of a run up to date. */
export interface StatusKeeper {
  /** To be called where work progresses: a thread that computes without pause is not interrupted by a timer. */
  readonly tick: () => void;
  /** Writes the status a last time. */
  readonly end: (state: RunState) => void;
}

/** Writes the status of a run now and every few seconds, and looks whether it is asked to stop. */
export function keepStatus({ now, publish, isStopAsked, stop, view }: KeptStatus): StatusKeeper {
  let seen = NO_QUEUE;
  let isStopped = false;
  let last = now();
  const write = (): void => {
    last = now();
    if (!isStopped && isStopAsked()) {
      isStopped = true;
      stop();
    }
    publish('running', seen);
    // A queue that cannot be reached is reported by what waits for it; the status keeps what was last known.
    void view?.().then(
      (workers) => (seen = workers),
      () => undefined,
    );
  };
  write();
  const timer = setInterval(() => {
    try {
      write();
    } catch {
      // A full disk is reported by what writes results; a status that could not be written is written again.
    }
  }, EVERY);
  return {
    tick: () => {
      if (now() - last >= EVERY) write();
    },
    end: (state) => {
      clearInterval(timer);
      publish(state, seen);
    },
  };
}
