import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noRedis, type OwnRedis, ownRedis } from '../../bench/queue/own-redis.ts';
import { engine } from '../../src/decision/engine.ts';
import { type NamedJob, type QueuedJobs, queuedJobs } from '../../src/queue/queued-jobs.ts';

const missing = noRedis();
const withRedis = missing === null ? describe : describe.skip;

const work = (from: number): NamedJob[] =>
  Array.from({ length: 20 }, (_, i) => ({ id: String(from + i).padStart(32, '0'), work: i }));

withRedis(missing === null ? 'a Redis that dies' : `left out, because ${missing}: a Redis that dies`, () => {
  let folder: string;
  let redis: OwnRedis;
  let jobs: QueuedJobs;
  const down = jest.fn();

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trrm-queue-'));
    redis = await ownRedis(folder);
    const connection = { host: '127.0.0.1', port: redis.port };
    jobs = queuedJobs(
      { kind: 'sweep', engine: engine(), extension: 'parquet', retry: false },
      { connection, exchange: folder, patience: 1000, onDown: down },
    );
    await jobs.submit(work(0));
    redis.kill();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  // Each connection tells Redis that it closes, and a dead one never answers.
  test('does not keep a run from stopping', async () => {
    await jobs.stop();
    const outcomes = [];
    for await (const outcome of jobs.outcomes()) outcomes.push(outcome);
    expect(outcomes).toEqual([]);
  });

  test('is waited for no longer than asked while jobs are submitted', async () => {
    await expect(jobs.submit(work(20))).rejects.toMatchObject({
      problems: [{ code: 'queue-down' }],
    });
    await jobs.stop();
  });
});
