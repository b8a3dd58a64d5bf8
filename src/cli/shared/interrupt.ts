import { userError } from '../../market/problem.ts';

/**
 * Turns Ctrl-C and a polite kill into an abort signal, so that long work can end with nothing half done. What it is
 * aborted with is told to the user as it stands.
 */
export function stopOnInterrupt(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const stop = () =>
    controller.abort(
      userError(
        'interrupted',
        'The command',
        'was interrupted; what was there before is unchanged.',
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
