import cliProgress from 'cli-progress';
import type { Progress } from '../../market/import/import-options.ts';
import { printable } from '../text/layout/printable.ts';
import { type Io, verbatim } from './io.ts';

export interface ProgressNotes {
  readonly update: (p: Progress) => void;
  readonly stop: () => void;
}

/** Interval of progress lines where the terminal cannot redraw one. */
const LINE_EVERY_MS = 5000;

/** Progress of an import: a bar on a terminal, a line every few seconds elsewhere, nothing when quiet. */
export function importProgress(io: Io, quiet: boolean): ProgressNotes {
  if (quiet) return { update: () => {}, stop: () => {} };
  return io.interactive ? bar() : lines(io);
}

function bar(): ProgressNotes {
  const bar = new cliProgress.SingleBar({
    format: 'Importing {bar} {percentage} % · {rows} rows · {file}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
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

function lines(io: Io): ProgressNotes {
  let last = performance.now();
  return {
    update: ({ file, bytesDone, bytesTotal, rows }) => {
      if (performance.now() - last < LINE_EVERY_MS) return;
      last = performance.now();
      const percent = bytesTotal > 0 ? Math.floor((100 * bytesDone) / bytesTotal) : 100;
      io.err(`Importing ${percent} % · ${rows.toLocaleString('en-IN')} rows · ${shorten(file)}\n`);
    },
    stop: () => {},
  };
}

export interface StepNotes {
  readonly update: (step: string, done: number, of: number) => void;
  readonly stop: () => void;
}

/** Progress of work in steps: one redrawn line on a terminal, a line every few seconds elsewhere, nothing when quiet. */
export function stepProgress(io: Io, quiet: boolean): StepNotes {
  if (quiet) return { update: () => {}, stop: () => {} };
  let last = io.interactive ? -Infinity : performance.now();
  const every = io.interactive ? 100 : LINE_EVERY_MS;
  return {
    update: (step, done, of) => {
      if (performance.now() - last < every) return;
      last = performance.now();
      const line = `${step} · ${done.toLocaleString('en-IN')} of ${of.toLocaleString('en-IN')}`;
      io.err(io.interactive ? verbatim(`\r\u001b[2K${printable(line)}`) : `${line}\n`);
    },
    stop: () => {
      if (io.interactive) io.err(verbatim('\r\u001b[2K'));
    },
  };
}

const shorten = (path: string): string => printable(path.length > 48 ? `…${path.slice(-47)}` : path);
