import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { type Running, trrmIn } from '../../../bench/queue/killed-sweep.ts';
import { noRedis, type OwnRedis, ownRedis } from '../../../bench/queue/own-redis.ts';
import type { ClientExecutor, ClientKeeper, FailedJob } from '../../../src/book/jobs/client-job.ts';
import { readBook } from '../../../src/book/files/read-book.ts';
import { queueExecutor } from '../../../src/book/queue/queue-executor.ts';
import { runBook } from '../../../src/book/run-book.ts';
import type { Engine } from '../../../src/decision/engine.ts';
import { serveExchange } from '../../../src/queue/exchange/serve-exchange.ts';
import { QUEUE } from '../../../src/queue/open-queue.ts';
import { queueConnection } from '../../../src/queue/queue-url.ts';
import { clientFiles } from '../../../src/report/book/client-work.ts';
import { files, inThisThread, ISINS, LOTS_HEADER, RESTRICTIONS_HEADER, testModel } from '../book.fixture.ts';

/** What the build recorded: workers run the built program, and take jobs of the same build alone. */
const built = join(__dirname, '../../../dist');
const engine: Engine = {
  name: 'trrm',
  ...(JSON.parse(readFileSync(join(built, 'build.json'), 'utf8')) as Omit<Engine, 'name'>),
};
const models = new Map([['core', testModel()]]);

/** Sound clients with two lots each, and two that cannot be decided: three jobs. */
const book = readBook(
  files({
    'clients.csv': [
      'id,approach',
      ...Array.from({ length: 140 }, (_, i) => `C${i},core`),
      'X1,core',
      'X2,core',
    ],
    'lots.csv': [
      LOTS_HEADER,
      ...Array.from({ length: 140 }, (_, i) =>
        [0, 1].map((k) => `C${i},${ISINS[(i + 7 * k) % ISINS.length]},,2023-05-02,${1 + 7 * i},100`),
      ).flat(),
      'X1,INE999Z01013,,2024-01-02,10,100',
      `X2,${ISINS[0]},,2024-01-02,1000,100`,
    ],
    'cash.csv': [
      'client,day,amount',
      ...Array.from({ length: 140 }, (_, i) => `C${i},2025-03-03,${6e6 + 10_000 * i}`),
    ],
    'restrictions.csv': [
      RESTRICTIONS_HEADER,
      `X2,isin,${ISINS[0]},no-hold,,,Wish`,
      `X2,isin,${ISINS[0]},no-sell,,,Pledge`,
      `C3,isin,${ISINS[5]},no-buy,,,Wish`,
    ],
  }),
);

/** All that a run writes: the book, and every client's files. */
async function written(
  executorOf: (keeper: ClientKeeper) => ClientExecutor,
  only: readonly string[] | null = null,
  onFailedJob: (job: FailedJob) => void = () => {},
): Promise<string> {
  const clients: Record<string, unknown> = {};
  const keeper: ClientKeeper = {
    before: () => null,
    keep: async ({ id, files: made }) => void (clients[id] = made),
  };
  const result = await runBook({
    book,
    models,
    engine,
    only: only && new Set(only),
    strict: false,
    executor: executorOf(keeper),
    onFailedJob,
  });
  const inOrder = Object.fromEntries(Object.entries(clients).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify({ result, clients: inOrder });
}

const here = (keeper: ClientKeeper): ClientExecutor => inThisThread(clientFiles, keeper);

const missing = noRedis();
const onQueue = missing === null ? describe : describe.skip;

onQueue(missing === null ? 'on a queue' : `left out, because ${missing}: on a queue`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'trrm-book-queue-'));
  const exchange = join(folder, 'exchange');
  const place = { program: join(__dirname, '../../../bin/trrm.mjs'), folder, chunk: 0 };
  let redis: OwnRedis;
  let jobs: Queue;
  let alone: string;
  const started: Running[] = [];
  beforeAll(async () => {
    redis = await ownRedis(folder);
    jobs = new Queue(QUEUE, { connection: { host: '127.0.0.1', port: redis.port } });
    alone = await written(here);
  });
  afterEach(async () => {
    for (const { child } of started) child.kill('SIGKILL');
    await Promise.all(started.map(({ ended }) => ended));
    started.length = 0;
  });
  afterAll(async () => {
    await jobs.close();
    redis.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const worker = (...from: readonly string[]): Running => {
    const running = trrmIn(place, 'worker', '--queue', redis.url, '--threads', '1', '--lock', '2', ...from);
    started.push(running);
    return running;
  };
  const queued = (keeper: ClientKeeper): ClientExecutor =>
    queueExecutor(
      engine,
      { connection: queueConnection(redis.url, undefined), exchange, onDown: () => {} },
      keeper,
    );

  test('a book has the bytes of one thread where a worker is killed at its work and others take over', async () => {
    const killed = worker('--shared', exchange);
    const running = written(queued);
    while ((await jobs.getActiveCount()) === 0) await wait(5);
    killed.child.kill('SIGKILL');
    const served = await serveExchange(exchange, 0);
    try {
      worker('--from', served.address);
      worker('--shared', exchange);
      expect(await running).toBe(alone);
    } finally {
      await served.close();
    }
    expect((await jobs.getCompleted()).reduce((sum, job) => sum + job.stalledCounter, 0)).toBe(1);
    expect(JSON.parse(alone)).toMatchObject({
      result: { failed: [{ client: 'X1' }, { client: 'X2' }], clients: { length: 140 } },
    });
    // No client's lots or orders stay in the exchange.
    const left = readdirSync(exchange, { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
  });

  test('what is not the decisions that a job asked for is a failed job; the next run makes it again', async () => {
    worker('--shared', exchange);
    const only = ['C3', 'X2'];
    const expected = await written(here, only);
    await written(queued, only);
    const { id } = (await jobs.getCompleted(0, 0))[0]!;
    await jobs.remove(id!);
    mkdirSync(join(exchange, 'results/somebody'), { recursive: true });
    writeFileSync(
      join(exchange, `results/somebody/${id}.json`),
      '[{"kind":"failed","id":"C3","problems":[]}]',
    );
    const failed: FailedJob[] = [];
    await expect(written(queued, only, (job) => failed.push(job))).rejects.toThrow(
      'is not the decisions of its 2 clients',
    );
    expect(failed).toMatchObject([{ job: id, clients: only }]);
    expect(await written(queued, only)).toBe(expected);
  });
});
