import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { day } from '../../src/market/day.ts';
import { openStore } from '../../src/market/store/store.ts';
import { openInbox } from '../../src/update/inbox.ts';
import { planUpdate } from '../../src/update/update.ts';
import {
  body,
  fakeClock,
  indexClose,
  indexSource,
  newPlace,
  openPublisher,
  type Place,
  type Publisher,
  vixHistory,
  vixSource,
  worldOf,
} from './publisher.fixture.ts';
import { TIMEOUTS } from '../../src/update/http-client.ts';

let publisher: Publisher;
let place: Place;
beforeEach(async () => {
  publisher = await openPublisher();
  place = newPlace();
  publisher.answer('/vix.csv', body(vixHistory('2026-03-03'), { etag: '"one"' }));
  for (const d of ['02', '03', '04'])
    publisher.answer(`/indices/${d}032026.csv`, body(indexClose(`2026-03-${d}`)));
});
afterEach(async () => {
  await publisher.close();
  place.remove();
});

const since = { from: day('2026-03-02') };
const noImport = { importFiles: false } as const;

test('an update after an update asks for nothing', async () => {
  const sources = [vixSource(publisher), indexSource(publisher)];
  const first = await place.run(sources, since);
  expect(first.sources.map(({ standing }) => standing.kind)).toEqual(['fresh', 'fresh']);
  const asked = publisher.log.length;
  const second = await place.run(sources);
  expect(publisher.log).toHaveLength(asked);
  expect(second.sources.map(({ standing, rowsStored }) => [standing.kind, rowsStored])).toEqual([
    ['unchanged', 0],
    ['unchanged', 0],
  ]);
});

test('a history that is asked for again is asked for with the mark of the one kept', async () => {
  await place.run([vixSource(publisher)], noImport);
  publisher.answer('/vix.csv', (request, response) => {
    response.writeHead(request.headers['if-none-match'] === '"one"' ? 304 : 500).end();
  });
  const { sources } = await place.run([vixSource(publisher)], { ...noImport, force: true });
  expect(sources[0]!.files).toEqual([]);
  expect(publisher.log).toHaveLength(2);
});

test('a dry run and an offline run send nothing', async () => {
  const options = {
    sources: [vixSource(publisher), indexSource(publisher)],
    named: [],
    signal: new AbortController().signal,
  };
  const world = worldOf(place.store, fakeClock(), TIMEOUTS);
  expect(await planUpdate(place.inbox, options, world)).toHaveLength(25);
  const report = await place.run(options.sources, { offline: true });
  expect(publisher.log).toEqual([]);
  expect(report.requests).toBe(0);
});

test('an offline run imports what the inbox holds, also what the user put there', async () => {
  await place.run([vixSource(publisher)], noImport);
  mkdirSync(join(place.inbox, 'indices'));
  writeFileSync(join(place.inbox, 'indices', 'by hand.csv'), indexClose('2026-03-04'));
  const { sources } = await place.run([vixSource(publisher), indexSource(publisher)], { offline: true });
  expect(sources.map(({ rowsStored }) => rowsStored)).toEqual([44, 12]);
});

test('a file that the user put there and nobody can read is named, and the others are imported', async () => {
  mkdirSync(join(place.inbox, 'indices'), { recursive: true });
  writeFileSync(join(place.inbox, 'indices', 'notes.csv'), 'to do,next\ncall,broker\n');
  const { problems, sources } = await place.run([vixSource(publisher)]);
  expect(problems[0]).toMatchObject({ about: 'indices/notes.csv', code: 'doubtful-file' });
  expect(sources[0]!.standing.kind).toBe('fresh');
});

test('the order in which files came does not change the store', async () => {
  const contents = async (orders: readonly (readonly string[])[]): Promise<unknown> => {
    const one = newPlace();
    try {
      for (const days of orders)
        for (const d of days)
          await one.run([indexSource(publisher)], { from: day(d), to: day(d), importFiles: false });
      await one.run([indexSource(publisher)], { offline: true });
      const store = await openStore(one.store);
      try {
        return (await store.status({ asOf: day('2026-03-04') })).imports.map(
          ({ id, name, sha256, stored }) => ({
            id,
            name,
            sha256,
            stored,
          }),
        );
      } finally {
        await store.close();
      }
    } finally {
      one.remove();
    }
  };
  expect(await contents([['2026-03-02', '2026-03-03', '2026-03-04']])).toEqual(
    await contents([['2026-03-04'], ['2026-03-02'], ['2026-03-03']]),
  );
});

test('every kept file is compared with its hash, and a change or a loss is found', async () => {
  await place.run([vixSource(publisher), indexSource(publisher)], { ...since, ...noImport });
  const inbox = await openInbox(place.inbox);
  expect(await inbox.verify()).toEqual([]);
  const file = join(place.inbox, 'indices/2026/ind_close_all_03032026.csv');
  writeFileSync(file, readFileSync(file, 'utf8').replace('101.00', '101.01'));
  expect(await inbox.verify()).toEqual([
    { file: 'indices/2026/ind_close_all_03032026.csv', fault: 'changed' },
  ]);
  inbox.close();
});

test.each([
  ['a changed figure', (text: string) => text.replace('"rows":44', '"rows":45')],
  ['a line removed', (text: string) => text.split('\n').slice(1).join('\n')],
  [
    'two lines exchanged',
    (text: string) => [...text.trim().split('\n').slice(0, 2).reverse(), ''].join('\n'),
  ],
  ['a line that is not JSON', (text: string) => `${text}nonsense\n`],
])('a ledger with %s is refused, naming the line', async (_title, damage) => {
  await place.run([vixSource(publisher), indexSource(publisher)], { ...since, ...noImport });
  const ledger = join(place.inbox, 'ledger.jsonl');
  writeFileSync(ledger, damage(readFileSync(ledger, 'utf8')));
  await expect(openInbox(place.inbox)).rejects.toThrow(/ledger\.jsonl, line \d+/);
});

test('a line that was being written when the program was killed is removed', async () => {
  await place.run([vixSource(publisher)], noImport);
  const ledger = join(place.inbox, 'ledger.jsonl');
  const whole = readFileSync(ledger, 'utf8');
  writeFileSync(ledger, `${whole}{"entry":{"seq":2,"sou`);
  const inbox = await openInbox(place.inbox);
  expect(inbox.entries).toHaveLength(1);
  inbox.close();
  expect(readFileSync(ledger, 'utf8')).toBe(whole);
});

test('a second update of the same inbox is refused while the first runs', async () => {
  const inbox = await openInbox(place.inbox);
  await expect(place.run([vixSource(publisher)])).rejects.toThrow(/in use|trrm update/);
  inbox.close();
  await expect(place.run([vixSource(publisher)], noImport)).resolves.toBeDefined();
});

test('an inbox that cannot be made is a sentence', async () => {
  writeFileSync(join(place.folder, 'a file'), '');
  await expect(openInbox(join(place.folder, 'a file', 'inbox'))).rejects.toThrow(/is a file, not a folder/);
});

test('an interrupted update leaves no part of a file, and what was kept is kept', async () => {
  const stop = new AbortController();
  publisher.answer('/vix.csv', (_request, response) => {
    response.writeHead(200);
    response.write('DATE,OPEN', () => stop.abort(new Error('interrupted')));
  });
  await expect(place.run([vixSource(publisher)], { signal: stop.signal })).rejects.toThrow('interrupted');
  expect(readdirSync(place.inbox).filter((name) => name !== 'inbox.lock')).toEqual([]);
});
