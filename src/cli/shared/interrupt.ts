import { userError } from '../../market/problem.ts';

/** What shells expect of a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/**
 * Turns SIGINT (Ctrl-C) and SIGTERM into an abort signal, so that long work stops with nothing half written. The abort
 * reason is the error that the user reads.
 */
export function stopOnInterrupt(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const stop = () => {
    // Pressed again, it ends the program at once: a transaction that is not committed leaves no trace.
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort(
      userError(
        'interrupted',
        'interrupted',
        'The command was stopped; existing files and the store are unchanged.',
        'Run it again.',
      ),
    );
  };
  // Not `once`: a listener that is gone when the store's own is called would let that one end the program.
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
