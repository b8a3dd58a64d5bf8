import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { RandomStream } from '../../src/math/random/random.ts';
import type { SweepStatus } from '../../src/sweep/sweep-status.ts';
import type { OwnRedis } from './own-redis.ts';

/** Where sweeps and workers are started: the built program, and a folder with `plan.yaml` and `market.duckdb`. */
export interface SweepPlace {
  readonly program: string;
  readonly folder: string;
  /** Rule books in a job. */
  readonly chunk: number;
}

/** A plan of so many rule books, as YAML. */
export const planOf = (rulebooks: number): string => `
note: The same bytes whatever happens to workers and queue
parameters:
  regimes.enterBullish: { from: 0.1, to: 0.35 }
  regimes.enterBearish: { from: -0.35, to: -0.1 }
  signals.nifty-regression.gapMonths: { from: 6, to: 14, int: true }
design: { sobol: ${rulebooks}, seed: 3 }
`;

/** How a process ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly err: string;
}

/** A running program with its end. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it writes to standard error as soon as that matches. */
  readonly said: (pattern: RegExp) => Promise<RegExpExecArray>;
}

/** Starts the program in a place. Snapshots are kept in the place too. */
export function trrmIn({ program, folder }: SweepPlace, ...args: readonly string[]): Running {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()));
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, err })));
  return {
    child,
    ended,
    said: async (pattern) => {
      for (;;) {
        const found = pattern.exec(err);
        if (found) return found;
        if ((await Promise.race([ended, wait(50, null)])) !== null)
          throw new Error(`ended without it: ${err}`);
      }
    },
  };
}

/** Starts the sweep of the place, with results in the folder `out` of it. */
export const sweepIn = (place: SweepPlace, out: string, ...more: readonly string[]): Running =>
  trrmIn(
    place,
    'sweep',
    'plan.yaml',
    '--store',
    'market.duckdb',
    '--out',
    out,
    '--chunk',
    String(place.chunk),
    '--quiet',
    ...more,
  );

/** Deletes the results that sweeps of the place kept: the next one runs every trial. */
export const forgetResults = ({ folder }: SweepPlace): void =>
  rmSync(join(folder, 'trial-results'), { recursive: true, force: true });

/** The parts of a sweep that are done. */
export const partsIn = ({ folder }: SweepPlace, out: string): string[] => {
  const parts = join(folder, out, 'parts');
  return existsSync(parts) ? readdirSync(parts).filter((name) => name.endsWith('.parquet')) : [];
};

/** The merged results of a sweep. */
export const resultsIn = ({ folder }: SweepPlace, out: string): Buffer =>
  readFileSync(join(folder, out, 'trials.parquet'));

export interface KilledSweep {
  readonly seed: RandomStream;
  readonly workers: number;
  /** Milliseconds between two kills of a worker. */
  readonly killEvery: number;
  /** Kills after which the workers are left alone; without it, they are killed until the sweep ends. */
  readonly mostKills?: number;
  /** Parts after which Redis is killed, once. */
  readonly redisDiesAfter: number;
  /** Seconds of silence after which a job is another worker's. */
  readonly lock: number;
}

/** What became of a sweep whose workers were killed. */
export interface KilledSweepOutcome {
  readonly code: number | null;
  readonly err: string;
  readonly killed: number;
  /** Whether Redis was killed before the sweep had ended. */
  readonly redisKilled: boolean;
  /** Jobs that a killed worker had begun. */
  readonly stalled: number;
  /** Runs of `trrm sweep retry` that were needed, because a job lost its worker more often than a queue allows. */
  readonly retries: number;
}

/** Milliseconds between two looks at a sweep. */
const LOOK_EVERY = 20;
/** Retries after which a study gives up. */
const MOST_RETRIES = 3;

/**
 * Runs the sweep of a place on workers of which one, chosen at random, is killed (SIGKILL) and replaced at every interval until the
 * sweep ends, and kills Redis once, for two seconds, when so many parts are done.
 */
export async function killedSweep(
  place: SweepPlace,
  redis: OwnRedis,
  out: string,
  { seed, workers, killEvery, mostKills = Infinity, redisDiesAfter, lock }: KilledSweep,
): Promise<KilledSweepOutcome> {
  const worker = (): Running =>
    trrmIn(
      place,
      'worker',
      '--queue',
      redis.url,
      '--shared',
      join(out, 'exchange'),
      '--threads',
      '1',
      '--lock',
      String(lock),
      '--quiet',
    );
  const running = Array.from({ length: workers }, worker);
  let [killed, stalled, redisKilled] = [0, 0, false];
  try {
    const sweep = sweepIn(place, out, '--queue', redis.url);
    let killAt = performance.now() + killEvery;
    while ((await Promise.race([sweep.ended, wait(LOOK_EVERY, null)])) === null) {
      if (!redisKilled && partsIn(place, out).length >= redisDiesAfter) {
        redisKilled = true;
        redis.kill();
        await wait(2000);
        await redis.start();
      }
      if (killed >= mostKills || performance.now() < killAt) continue;
      const chosen = Math.floor(workers * seed.uniform());
      running[chosen]!.child.kill('SIGKILL');
      running[chosen] = worker();
      killed++;
      killAt = performance.now() + killEvery;
    }
    let ended = await sweep.ended;
    stalled += stalledIn(place, out);
    let retries = 0;
    for (; ended.code === 3 && retries < MOST_RETRIES; retries++) {
      const chunk = ['--chunk', String(place.chunk)];
      const store = ['--store', 'market.duckdb'];
      ended = await trrmIn(place, 'sweep', 'retry', out, ...chunk, ...store, '--queue', redis.url, '--quiet')
        .ended;
      stalled += stalledIn(place, out);
    }
    return { ...ended, killed, redisKilled, stalled, retries };
  } finally {
    for (const { child } of running) child.kill('SIGKILL');
    await Promise.all(running.map(({ ended }) => ended));
  }
}

const stalledIn = ({ folder }: SweepPlace, out: string): number =>
  (JSON.parse(readFileSync(join(folder, out, 'status.json'), 'utf8')) as SweepStatus).stalled ?? 0;
