import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomStream } from '../../src/math/random/random.ts';
import { openInbox } from '../../src/update/inbox.ts';
import { linkPackage } from '../programs.ts';
import { smallDemo } from '../demo.fixture.ts';
import { body, indexClose, openPublisher, type Publisher } from './publisher.fixture.ts';

let folder: string;
let publisher: Publisher;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trrm-update-kills-'));
  linkPackage(folder);
  publisher = await openPublisher();
});
afterAll(async () => {
  await publisher.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Fetches a few days into an inbox, as `trrm update --no-import` does, at the highest rate that a source may have. */
const PROGRAM = `
import { update } from './dist/src/update/update.js';
import { sourceSchema } from './dist/src/update/source.js';
import { newHttpClient } from './dist/src/update/http-client.js';
import { systemClock } from './dist/src/update/clock.js';
const [, , inbox, host, from, to] = process.argv;
const day = (text) => Date.parse(text) / 86400000;
const source = sourceSchema.parse({
  id: 'indices', title: 'indices', tier: 'archive', perSecond: 5,
  publication: { calendar: 'nse', at: '19:30', zone: 'Asia/Kolkata' },
  requests: [{ covers: 'day', url: 'http://' + host + '/{dd}{mm}{yyyy}.csv', formats: ['nse-index-close'], nameAs: '{dd}{mm}{yyyy}.csv' }],
  manual: { page: 'https://publisher.example', file: 'a file' },
  terms: { sentence: 'None.', link: 'https://publisher.example', checkedOn: null },
});
await update(inbox,
  { sources: [source], named: [], from: day(from), to: day(to), importFiles: false, signal: new AbortController().signal },
  { clock: systemClock, client: () => newHttpClient('trrm/test', systemClock.now), withStore: (mode, work) => work(null) });
process.stdout.write('done');
`;

const FROM = '2026-02-02';
const TO = '2026-02-10';
const DAYS = ['02', '03', '04', '05', '06', '09', '10'];

test('after a hundred kills at random moments the ledger and the files agree', async () => {
  for (const d of DAYS) publisher.answer(`/${d}022026.csv`, body(indexClose(`2026-02-${d}`, 400)));
  const program = join(folder, 'kill.mjs');
  writeFileSync(program, PROGRAM);
  const random = randomStream(20260304);
  const killed = Array.from({ length: 10 }, async (_, i) => {
    const inbox = join(folder, `inbox ${i}`);
    const delays = random.split(`inbox ${i}`);
    let kills = 0;
    while (kills < 10) {
      const child = spawn(process.execPath, [program, inbox, publisher.host, FROM, TO], { stdio: 'ignore' });
      const exit = once(child, 'exit');
      const timer = setTimeout(() => child.kill('SIGKILL'), 250 + 2500 * delays.uniform());
      const [, signal] = (await exit) as [number | null, string | null];
      clearTimeout(timer);
      kills++;
      if (!existsSync(inbox)) continue;
      const opened = await openInbox(inbox);
      expect(await opened.verify()).toEqual([]);
      const named = new Set(opened.entries.flatMap((e) => (e.kind === 'fetched' ? [e.body.file] : [])));
      const there = filesIn(inbox);
      expect(there.filter((file) => !named.has(file))).toEqual([]);
      opened.close();
      // What has been completed is taken away, so that every kill has something to interrupt.
      if (signal === null) rmSync(inbox, { recursive: true });
    }
  });
  await Promise.all(killed);
}, 300_000);

const filesIn = (inbox: string): string[] =>
  (readdirSync(inbox, { recursive: true }) as string[])
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.csv') && !name.startsWith('.incoming'));

/** Loaded first, it makes every way to a network fail. */
const REFUSAL = `
import net from 'node:net';
import dns from 'node:dns';
import dgram from 'node:dgram';
const refuse = () => { process.stderr.write('NETWORK USED'); process.exit(99); };
net.Socket.prototype.connect = refuse;
dns.lookup = refuse;
dgram.Socket.prototype.bind = refuse;
`;

test('status, regime, run, what-if and the ledger work with the network refused', async () => {
  const demo = join(folder, 'demo');
  mkdirSync(demo);
  await smallDemo(demo);
  const refusal = join(folder, 'refuse.mjs');
  writeFileSync(refusal, REFUSAL);
  const main = join(folder, 'main.mjs');
  writeFileSync(
    main,
    `import { main } from './dist/src/cli/main.js'; process.exitCode = await main(process.argv.slice(2));`,
  );
  const store = ['--store', join(demo, 'market.duckdb'), '--quiet'];
  for (const argv of [
    ['status', ...store],
    ['regime', ...store],
    ['run', '--out', join(demo, 'again'), ...store],
    ['whatif', '--set', 'us-vix=45', ...store],
    ['ledger', 'verify', ...store],
  ]) {
    const child = spawn(process.execPath, ['--import', refusal, main, ...argv], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (text: Buffer) => (err += text.toString()));
    const [code] = (await once(child, 'exit')) as [number];
    expect([argv[0], code, err]).toEqual([argv[0], 0, '']);
  }
}, 300_000);
