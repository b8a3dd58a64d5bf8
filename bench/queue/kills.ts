import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { randomStream } from '../../src/math/random/random.ts';
import { demoStore } from '../demo-store.ts';
import { forgetResults, killedSweep, planOf, resultsIn, type SweepPlace, sweepIn } from './killed-sweep.ts';
import { noRedis, ownRedis } from './own-redis.ts';

// npm run bench -- kills [--runs 20] [--seed 1] [--every 2]: a sweep inline, on 2 and 4 threads, and again and again on three queue
// workers of which one is killed every two seconds, with one kill of Redis: are the bytes equal? On a busy machine, where a worker
// takes longer than that to start, a larger --every lets it begin a job before it is killed.

/** Sixteen jobs of some tenths of a second. */
const BOOKS = 16_000;
const CHUNK = 1000;

/** @throws Error where a sweep ends otherwise than with the bytes of the one inline. */
export async function studyKills(given: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...given],
    options: {
      runs: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      every: { type: 'string', default: '2' },
    },
  });
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const missing = noRedis();
  if (missing !== null) return say(`Not run: ${missing}.`);
  const folder = mkdtempSync(join(tmpdir(), 'trrm-kills-'));
  // Relative to dist/bench/queue.
  const program = fileURLToPath(new URL('../../../bin/trrm.mjs', import.meta.url));
  const place: SweepPlace = { program, folder, chunk: CHUNK };
  const random = randomStream(Number(values.seed));
  const demo = await demoStore();
  copyFileSync(demo.file, join(folder, 'market.duckdb'));
  demo.remove();
  writeFileSync(join(folder, 'plan.yaml'), planOf(BOOKS));
  const redis = await ownRedis(folder);
  process.once('exit', () => redis.kill());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  const runs = Number(values.runs);
  const killEvery = 1000 * Number(values.every);
  let [equal, killed, stalled, retries] = [0, 0, 0, 0];
  try {
    for (const threads of ['1', '2', '4']) {
      forgetResults(place);
      const { code, err } = await sweepIn(place, `threads-${threads}`, '--threads', threads).ended;
      if (code !== 0) throw new Error(err);
      const isEqual = resultsIn(place, `threads-${threads}`).equals(resultsIn(place, 'threads-1'));
      say(`${threads} threads: ${isEqual ? 'equal' : 'DIFFERENT'} bytes`);
    }
    for (let run = 1; run <= runs; run++) {
      const out = `queue-${run}`;
      forgetResults(place);
      const started = performance.now();
      const seed = random.split(`run ${run}`);
      // In the first half of the jobs.
      const redisDiesAfter = 1 + Math.floor((BOOKS / CHUNK / 2) * seed.uniform());
      const options = { seed, workers: 3, killEvery, redisDiesAfter, lock: 3 };
      const ended = await killedSweep(place, redis, out, options);
      const isEqual = ended.code === 0 && resultsIn(place, out).equals(resultsIn(place, 'threads-1'));
      if (isEqual) equal++;
      killed += ended.killed;
      stalled += ended.stalled;
      retries += ended.retries;
      say(
        `run ${run}: ${isEqual ? 'equal' : `DIFFERENT (exit ${ended.code}: ${ended.err})`} bytes, ${ended.killed} workers${ended.redisKilled ? ' and Redis' : ''} killed, ${ended.stalled} jobs taken over, ${ended.retries} retries, ${((performance.now() - started) / 1000).toFixed(0)} s, load ${loadavg()[0]!.toFixed(1)}`,
      );
      redis.command('flushall');
      rmSync(join(folder, out), { recursive: true });
    }
  } finally {
    redis.kill();
    rmSync(folder, { recursive: true, force: true });
  }
  say(
    `${equal} of ${runs} runs with equal bytes; ${killed} workers killed, ${stalled} jobs taken over, ${retries} retries`,
  );
  if (equal < runs) process.exitCode = 1;
}
