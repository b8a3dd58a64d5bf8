import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from '../../../src/market/store/lock.ts';
import { takeReadLock } from '../../../src/market/store/read-lock.ts';
import { openStore } from '../../../src/market/store/store.ts';
import { compiledMarket, firstWord, start } from '../compiled-market.fixture.ts';

let folder: string;
let store: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trrm-read-lock-'));
  store = join(folder, 'market.duckdb');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('any number of readers hold a store at a time, and leave no file behind', () => {
  const locks = [1, 2, 3].map((n) => takeReadLock(store, `reader ${n}`));
  for (const lock of locks) lock.release();
  expect(readdirSync(folder)).toEqual([]);
});

it('a writer is refused while one reader is left, with the name of that reader', () => {
  const [first, second] = [takeReadLock(store, 'trrm history'), takeReadLock(store, 'trrm status')];
  first.release();
  expect(() => takeLock(store, 'trrm import')).toThrow(
    new RegExp(`is being read by process ${process.pid} on .* \\(trrm status\\)\\. Wait until it ends`),
  );
  expect(existsSync(`${store}.lock`)).toBe(false);
  second.release();
  takeLock(store, 'trrm import').release();
});

it('a reader is refused while a writer holds the store, and leaves no file behind', () => {
  const writer = takeLock(store, 'trrm import');
  expect(() => takeReadLock(store, 'trrm history')).toThrow(/is in use by process \d+ on .* \(trrm import\)/);
  writer.release();
  expect(readdirSync(folder)).toEqual([]);
});

it('the lock of a dead reader does not keep a writer out, and one of another machine does', () => {
  const left = (pid: number, host: string): void =>
    writeFileSync(`${store}.reading-${pid}-1`, JSON.stringify({ pid, host, purpose: 'trrm history' }));
  left(0, hostname());
  takeLock(store, 'trrm import').release();
  expect(readdirSync(folder)).toEqual([]);
  left(4711, 'another-machine');
  expect(() => takeLock(store, 'trrm import')).toThrow(/is being read by process 4711 on another-machine/);
});

it('two processes read one store side by side, and a third cannot write to it meanwhile', async () => {
  await (await openStore(store, { purpose: 'test', mode: 'create' })).close();
  const program = compiledMarket(
    folder,
    `const { openStore } = require('./market/store/store.js');
     (async () => {
       const store = await openStore(\`\${__dirname}/market.duckdb\`, { purpose: 'trrm history', mode: 'read' });
       process.stdout.write(\`read \${await store.lastImport()}\`);
       process.on('SIGTERM', () => store.close().then(() => process.exit(0)));
       setInterval(() => {}, 1000);
     })();`,
  );
  const readers = [start(program), start(program)];
  expect(await Promise.all(readers.map((reader) => firstWord(reader)))).toEqual(['read 0', 'read 0']);
  const own = await openStore(store, { purpose: 'test', mode: 'read' });
  await own.close();
  await expect(openStore(store, { purpose: 'trrm import' })).rejects.toThrow(/is being read by process/);
  const ended = readers.map((reader) => once(reader, 'exit'));
  for (const reader of readers) reader.kill('SIGTERM');
  await Promise.all(ended);
  await (await openStore(store, { purpose: 'trrm import' })).close();
});
