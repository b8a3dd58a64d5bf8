import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { body, indexClose, openPublisher, type Publisher, status } from '../../update/publisher.fixture.ts';
import { trrm } from '../command-line.ts';

let folder: string;
let publisher: Publisher;
let place: readonly string[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trrm-update-cli-'));
  publisher = await openPublisher();
  const sources = join(folder, 'sources.yaml');
  const source = (id: string, kind: string, indices: string): string => `
  ${id}:
    title: indices of ${id}
    tier: open
    perSecond: 5
    fills: [{ series: nifty-50, kind: ${kind} }]
    publication: { calendar: nse, at: "00:00", zone: Asia/Kolkata }
    requests:
      - { covers: day, url: "http://${publisher.host}/${indices}/{yyyy}-{mm}-{dd}.csv", formats: [nse-index-close], nameAs: "{yyyy}-{mm}-{dd}.csv" }
    manual: { page: "https://publisher.example/${id}", file: the file }
    terms: { sentence: None., link: "https://publisher.example", checkedOn: null }`;
  writeFileSync(
    sources,
    `allowHosts: ["${publisher.host}"]\nsources:${source('good', 'bar', 'good')}${source('bad', 'flow', 'bad')}\n`,
  );
  place = [
    '--sources',
    sources,
    '--inbox',
    join(folder, 'inbox'),
    '--store',
    join(folder, 'market.duckdb'),
    '--quiet',
  ];
  publisher.answer('/good/2026-03-03.csv', body(indexClose('2026-03-03')));
  publisher.answer('/bad/2026-03-03.csv', status(403));
});
afterAll(async () => {
  await publisher.close();
  rmSync(folder, { recursive: true, force: true });
});

const days = ['--from', '2026-03-03', '--to', '2026-03-03'];

test('a dry run prints the requests and sends none', async () => {
  const { code, out } = await trrm('update', 'good', ...days, '--dry-run', ...place);
  expect(code).toBe(0);
  expect(out).toMatch(/GET http:\/\/127\.0\.0\.1:\d+\/good\/2026-03-03\.csv/);
  expect(out).toMatch(/none was sent/);
  expect(publisher.log).toEqual([]);
});

test('a source that fails is named with what to do, and the other is imported all the same', async () => {
  const failed = await trrm('update', 'bad', ...days, ...place);
  expect([failed.code, failed.out]).toEqual([
    1,
    expect.stringMatching(/refused 403[^]*https:\/\/publisher\.example\/bad/),
  ]);
  const json = await trrm('update', 'good', 'bad', ...days, '--json', ...place);
  const report = JSON.parse(json.out) as {
    sources: { id: string; after: string | null; rowsStored: number }[];
  };
  expect(report.sources.map(({ id, after, rowsStored }) => [id, after, rowsStored])).toEqual([
    ['good', '2026-03-03', 12],
    ['bad', null, 0],
  ]);
  // One day is held, but more should be published by now.
  expect(json.code).toBe(1);
  const unknown = await trrm('update', 'nobody', ...place);
  expect([unknown.code, unknown.err]).toEqual([2, expect.stringMatching(/nobody.*is not a source/)]);
});

test('the list names the sources with their tiers, and verify finds the inbox as it was', async () => {
  const list = await trrm('update', 'list', ...place);
  expect(list.out).toMatch(/nse-vix +guarded, off/);
  expect(list.out).toMatch(/good +open +indices of good +03 Mar 2026/);
  const verify = await trrm('update', 'verify', ...place);
  expect([verify.code, verify.out]).toEqual([0, expect.stringMatching(/every kept file is as it came/)]);
});

test('a file that the user placed and nobody can read is reported', async () => {
  mkdirSync(join(folder, 'inbox', 'good'), { recursive: true });
  writeFileSync(join(folder, 'inbox', 'good', 'notes.csv'), 'to do\nnothing\n');
  const { out } = await trrm('update', 'good', '--offline', ...place);
  expect(out).toMatch(/good\/notes\.csv.*cannot be imported/);
});
