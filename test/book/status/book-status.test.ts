import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBookRequest, writeBookRequest } from '../../../src/book/status/book-request.ts';
import {
  bookStatusFolder,
  isLeftOut,
  type BookStatus,
  type BookWatch,
  type LeftOutClient,
  watchBook,
} from '../../../src/book/status/book-status.ts';
import { readBook } from '../../../src/book/files/read-book.ts';
import { openClients, runBook } from '../../../src/book/run-book.ts';
import { renderBookStatus } from '../../../src/report/book/book-status.ts';
import { clientFiles } from '../../../src/report/book/client-work.ts';
import { trrm } from '../../cli/command-line.ts';
import { files, inThisThread, ISINS, LOTS_HEADER, RESTRICTIONS_HEADER, testModel } from '../book.fixture.ts';

/** Sound clients; one whose lot nobody knows, which is seen when it is read; one whose limits contradict each other; a closed one. */
const ids = Array.from({ length: 60 }, (_, i) => `C${i}`);
const book = readBook(
  files({
    'clients.csv': [
      'id,approach,status',
      ...[...ids, 'X1', 'X2'].map((id) => `${id},core,active`),
      'Z,core,closed',
    ],
    'lots.csv': [LOTS_HEADER, `X1,${ISINS[0]},,2024-01-02,1.5,100`, `X2,${ISINS[0]},,2024-01-02,1000,100`],
    'cash.csv': ['client,day,amount', ...ids.map((id) => `${id},2025-03-03,6000000`)],
    'restrictions.csv': [
      RESTRICTIONS_HEADER,
      `X2,isin,${ISINS[0]},no-hold,,,Wish`,
      `X2,isin,${ISINS[0]},no-sell,,,Pledge`,
    ],
  }),
);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'trrm-book-status-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Follows a run under a clock that goes on by four seconds at each look. */
function watching(): { readonly watch: BookWatch; readonly seen: BookStatus[] } {
  const seen: BookStatus[] = [];
  let now = 0;
  const watch = watchBook({
    folder,
    asOf: '2025-03-31',
    simulated: true,
    clients: openClients(book),
    now: () => (now += 4000),
    onStatus: (status) => void seen.push(status),
  });
  return { watch, seen };
}

const run = (watch: BookWatch) =>
  runBook({
    book,
    models: new Map([['core', testModel()]]),
    engine: 'test',
    only: null,
    strict: false,
    executor: inThisThread(clientFiles),
    onClient: watch.take,
    progress: watch.tick,
    signal: watch.stopAsked,
  });

test('the folder of a book says at every moment how many clients are decided, left out and waiting', async () => {
  const { watch, seen } = watching();
  watch.step('clients');
  const result = await run(watch);
  watch.end('done');
  for (const { clients } of seen)
    expect(clients.done + clients.failed + clients.waiting).toBe(ids.length + 2);
  expect(seen[0]).toMatchObject({ state: 'running', step: 'models', clients: { done: 0, waiting: 62 } });
  expect(seen.some(({ state, clients }) => state === 'running' && clients.done >= 50)).toBe(true);
  expect(seen.at(-1)).toMatchObject({ state: 'done', clients: { all: 62, done: 60, failed: 2, waiting: 0 } });
  const kept = bookStatusFolder(folder);
  expect(kept.read()).toEqual(seen.at(-1));
  const byClient = (failed: readonly LeftOutClient[]) =>
    [...failed].sort((a, b) => (a.client < b.client ? -1 : 1));
  expect(byClient(kept.failures().filter(isLeftOut))).toEqual(result.failed);
});

test('a job that was given up is listed with its clients, reason and stack, and they are neither left out nor waiting', async () => {
  const { watch, seen } = watching();
  watch.step('clients');
  await run(watch);
  const failed = {
    job: 'a'.repeat(32),
    clients: ['D1', 'D2'],
    reason: 'job stalled <thrice>',
    stack: 'at work',
  };
  watch.failedJob(failed);
  watch.end('failed', '1 of 2 jobs failed');
  expect(seen.at(-1)!.clients).toMatchObject({ failed: 2, inFailedJobs: 2 });
  const failures = bookStatusFolder(folder).failures();
  expect(failures).toContainEqual(failed);
  const { out } = await trrm('book', 'status', folder, '--failed');
  expect(out).toMatch(
    /^Job a{32} failed; 2 clients are not decided:\n {2}D1, D2\n {2}job stalled <thrice>\n {2}at work\nX1 is left out:/,
  );
  expect((await trrm('book', 'status', folder)).out).toMatch(/In failed jobs +2.clients/);
  const page = renderBookStatus(seen.at(-1)!, failures);
  expect(page).toContain('Failed jobs');
  expect(page).toContain('job stalled &lt;thrice&gt;');
});

test('a run that is asked to stop ends between chunks of clients, and its folder says so', async () => {
  const { watch, seen } = watching();
  watch.step('clients');
  bookStatusFolder(folder).askToStop();
  await expect(run(watch)).rejects.toThrow('nothing was pooled or recorded');
  watch.end('stopped', 'The run was stopped.');
  expect(seen.at(-1)).toMatchObject({ state: 'stopped', reason: 'The run was stopped.' });
  expect(seen.at(-1)!.clients.waiting).toBeGreaterThan(0);
});

describe('the command', () => {
  test('lists who was left out and why, and says of a running book that is silent that it was killed', async () => {
    const { watch } = watching();
    await run(watch);
    watch.tick();
    const failed = await trrm('book', 'status', folder, '--failed');
    expect(failed.out).toMatch(/^X1 is left out:\n {2}lots\.csv:2: [^]*X2 is left out:\n {2}/);
    const killed = await trrm('book', 'status', folder, '--watch');
    expect(killed.out).toMatch(/Book of clients: running\nAs of 31 Mar 2025\n {2}Clients decided +60 of 62/);
    expect(killed.err).toMatch(/it was killed\. Continue it with `trrm book retry`/);
    watch.end('done');
    expect((await trrm('book', 'stop', folder)).out).toMatch(/^It is not running/);
  });

  test.each(['status', 'stop', 'retry'])(
    '%s says of another folder that no book was run there',
    async (name) => {
      const { code, err } = await trrm('book', name, folder);
      expect([code, err]).toEqual([1, expect.stringContaining('has no run of a book')]);
    },
  );
});

test('what a run was asked for is found again from anywhere', () => {
  const paths = { book: 'book', store: 'm.duckdb', model: 'inec1', sleeves: 'sleeves.json' };
  writeBookRequest(folder, { ...paths, rulebook: null, asOf: '2025-03-31', strict: true });
  expect(readBookRequest(folder)).toEqual({
    ...Object.fromEntries(Object.entries(paths).map(([key, path]) => [key, join(process.cwd(), path)])),
    rulebook: null,
    asOf: '2025-03-31',
    strict: true,
  });
});
