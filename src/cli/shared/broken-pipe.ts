import type { Writable } from 'node:stream';

/**
 * Lets the program end normally when its reader stops early (`trrm history | head`), and makes it exit with 1, after one
 * line, when its output cannot be written for another reason, such as a full disk. Without this, both crash with a
 * stack trace.
 */
export function handleBrokenOutput(out: Writable, err: Writable): void {
  let reported = false;
  out.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || reported) return;
    reported = true;
    failAtExit();
    err.write(`trrm: the result could not be written: ${error.message}.\n`);
  });
  err.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') failAtExit();
  });
}

/** At exit, because the command sets the exit code when it is done, which may be before or after. */
function failAtExit(): void {
  process.once('exit', () => {
    process.exitCode = 1;
  });
}
