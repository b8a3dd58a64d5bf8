import { stopOnInterrupt } from './interrupt.ts';
import type { Io } from './io.ts';
import { stepProgress } from './progress.ts';

/** What long work needs from the command line. */
export interface LongTask {
  readonly progress: (step: string, done: number, of: number) => void;
  readonly signal: AbortSignal;
}

/** Runs long work with a progress line; Ctrl-C stops it. */
export async function runLongTask<T>(
  io: Io,
  quiet: boolean | undefined,
  work: (task: LongTask) => Promise<T>,
): Promise<T> {
  const interrupt = stopOnInterrupt();
  const progress = stepProgress(io, quiet === true);
  try {
    return await work({ progress: progress.update, signal: interrupt.signal });
  } finally {
    progress.stop();
    interrupt.release();
  }
}
