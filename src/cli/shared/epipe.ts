import type { Writable } from 'node:stream';

/**
 * Lets a program end as usual when nobody reads its output to the end (`trrm history | head`), and makes it exit with
 * 1, after one line, when its output could not be written for another reason, such as a full disk. Without this either
 * is a crash with a stack.
 */
export function endureBrokenOutput(out: Writable, err: Writable): void {
  let told = false;
  out.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || told) return;
    told = true;
    failAtExit();
    err.write(`trrm: the result could not be written: ${error.message}.\n`);
  });
  err.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') failAtExit();
  });
}

/** At the exit, because the exit code is set when the command is done, and that may be before or after. */
function failAtExit(): void {
  process.once('exit', () => {
    process.exitCode = 1;
  });
}
