import { userError } from '../../market/problem.ts';

/**
 * Turns SIGINT (Ctrl-C) and SIGTERM into an abort signal, so that long work stops with nothing half written. The abort
 * reason is the error that the user reads.
 */
export function stopOnInterrupt(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const stop = () =>
    controller.abort(
      userError(
        'interrupted',
        'interrupted',
        'The command was stopped; existing files and the store are unchanged.',
        'Run it again.',
      ),
    );
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
