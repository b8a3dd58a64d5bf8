import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HANGS, type Outcome } from './outcome.ts';

// Relative to dist/bench/soak.
const TRRM = fileURLToPath(new URL('../../../bin/trrm.mjs', import.meta.url));
const HOST = fileURLToPath(new URL('host.js', import.meta.url));

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Ends the process after so many milliseconds with this signal. */
  readonly stop?: { readonly after: number; readonly signal: NodeJS.Signals };
  /** Milliseconds after which it is ended; default: those after which one command hangs. */
  readonly hangsAfter?: number;
  /** What runs the program: a tracer with its arguments. */
  readonly under?: readonly string[];
}

/** Processes still running, to be ended with the soak. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Runs the built program in a process of its own. */
export const trrm = (argv: readonly string[], options: RunOptions = {}): Promise<Outcome> =>
  start(`trrm ${argv.join(' ')}`, [...(options.under ?? []), process.execPath, TRRM, ...argv], options);

/**
 * Runs several commands in one process of the program, one after the other. If it does not come to the end, the command
 * that it was at has ended it.
 *
 * @param file where to write the list for that process.
 */
export async function trrmMany(commands: readonly (readonly string[])[], file: string): Promise<Outcome[]> {
  writeFileSync(file, JSON.stringify(commands));
  const host = await start('host', [process.execPath, HOST, file], { hangsAfter: HANGS * commands.length });
  const done = host.out.split('\n').filter((line) => line !== '');
  return commands.slice(0, done.length + (host.code === 0 ? 0 : 1)).map((argv, i): Outcome => {
    const command = `trrm ${argv.join(' ')}`;
    const line = done[i];
    if (line === undefined) return { ...host, out: '', command };
    return {
      command,
      signal: null,
      ...(JSON.parse(line) as Pick<Outcome, 'code' | 'out' | 'err' | 'milliseconds'>),
    };
  });
}

function start(command: string, line: readonly string[], options: RunOptions): Promise<Outcome> {
  const [first, ...others] = line;
  const started = performance.now();
  const child = spawn(first!, others, {
    cwd: options.cwd,
    env: { ...process.env, NO_COLOR: '1', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const { stop } = options;
  const timers = [setTimeout(() => child.kill('SIGKILL'), options.hangsAfter ?? HANGS)];
  if (stop) timers.push(setTimeout(() => child.kill(stop.signal), stop.after));
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      running.delete(child);
      for (const timer of timers) clearTimeout(timer);
      const milliseconds = performance.now() - started;
      resolve({ command, code, signal, out, err, milliseconds });
    });
  });
}
