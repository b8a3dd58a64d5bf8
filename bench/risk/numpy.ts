import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Milliseconds of a day's regression in numpy. */
export interface NumpyTime {
  readonly minimum: number;
  readonly median: number;
}

/** Runs `block-solve.py`, the baseline in numpy; null where python3 or numpy is missing. */
export function numpyBlockSolve(names: number, days: number): NumpyTime | null {
  const script = fileURLToPath(new URL('block-solve.py', sourceFolder()));
  const { status, stdout } = spawnSync('python3', [script, String(names), String(days)], {
    encoding: 'utf8',
  });
  if (status !== 0) return null;
  const [minimum, median] = stdout.trim().split(' ').map(Number);
  return { minimum: minimum!, median: median! };
}

/** The compiled bench is in `dist/bench/risk`; the script stays beside its source. */
const sourceFolder = (): URL =>
  new URL(import.meta.url.includes('/dist/') ? '../../../bench/risk/' : './', import.meta.url);
