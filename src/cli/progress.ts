import cliProgress from 'cli-progress';
import type { Progress } from '../market/import/import-options.ts';
import type { Io } from './io.ts';

/** A bar on standard error while files are read; a line now and then where no terminal can redraw one. */
export function importProgress(
  io: Io,
  quiet: boolean,
): { readonly update: (p: Progress) => void; readonly stop: () => void } {
  if (quiet) return { update: () => {}, stop: () => {} };
  const bar = new cliProgress.SingleBar({
    format: 'Importing {bar} {percentage} % · {rows} rows · {file}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    noTTYOutput: !io.interactive,
    notTTYSchedule: 5000,
    stream: process.stderr,
    linewrap: false,
  });
  let started = false;
  return {
    update: ({ file, bytesDone, bytesTotal, rows }) => {
      const payload = { file: shorten(file), rows: rows.toLocaleString('en-IN') };
      if (!started) bar.start(bytesTotal, bytesDone, payload);
      else bar.update(bytesDone, payload);
      started = true;
    },
    stop: () => {
      if (started) bar.stop();
    },
  };
}

const shorten = (path: string): string => (path.length > 48 ? `…${path.slice(-47)}` : path);
