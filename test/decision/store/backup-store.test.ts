import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulateMarket } from '../../../fixtures/simulated-market.ts';
import { writeSimulatedMarket } from '../../../fixtures/write.ts';
import { backupStore } from '../../../src/decision/store/backup-store.ts';
import { appendDecision, listEntries } from '../../../src/decision/ledger/ledger.ts';
import { day } from '../../../src/market/day.ts';
import { importPaths } from '../../../src/market/import/import.ts';
import { openStore } from '../../../src/market/store/store.ts';
import { variantsTriedOn } from '../../../src/validation/regimes/validate-store.ts';
import { recordTrials } from '../../../src/validation/trial-ledger.ts';
import { madeDecision, RULEBOOK } from '../decision.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'trrm-backup-'));
const store = join(folder, 'market.duckdb');
const at = (name: string): string => join(folder, name);
beforeAll(async () => {
  const files = await writeSimulatedMarket(
    simulateMarket({ seed: 3, from: '2023-01-02', to: '2023-03-31' }),
    at('files'),
  );
  const open = await openStore(store, { purpose: 'test', mode: 'create' });
  await importPaths(open, files, { today: day('2023-04-01') });
  const decision = await madeDecision('2021-04-30');
  await appendDecision(open, { decision, rulebook: RULEBOOK, portfolio: null, recordedOn: '2021-05-01' });
  await open.close();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('a backup of a store', () => {
  test('holds the same rows and ledger entries, and leaves nothing else behind', async () => {
    const { imports, rows, entries } = await backupStore(store, at('copies/one.duckdb'));
    expect([imports > 10, rows > 500, entries]).toEqual([true, true, 1]);
    expect(readdirSync(at('copies'))).toEqual(['one.duckdb']);
    const copy = await openStore(at('copies/one.duckdb'), { purpose: 'test', mode: 'read' });
    const original = await openStore(store, { purpose: 'test', mode: 'read' });
    expect(await listEntries(copy)).toEqual(await listEntries(original));
    expect(await copy.verifyImports()).toEqual(await original.verifyImports());
    await copy.close();
    await original.close();
  });

  test('is made while another program reads the store, and not while one writes', async () => {
    const reading = await openStore(store, { purpose: 'a reader', mode: 'read' });
    // The tests' own process stands for another: it holds the lock all the same.
    await backupStore(store, at('while-reading.duckdb'));
    await reading.close();
    const writing = await openStore(store, { purpose: 'a writer', mode: 'existing' });
    await expect(backupStore(store, at('while-writing.duckdb'))).rejects.toThrow('is in use by process');
    await writing.close();
    expect(existsSync(at('while-writing.duckdb'))).toBe(false);
  });

  test('takes up what a killed writer left in the write-ahead log', async () => {
    const writing = await openStore(store, { purpose: 'a writer', mode: 'existing' });
    await writing.transaction((c) => c.run('CREATE TABLE IF NOT EXISTS note (text VARCHAR)'));
    await writing.transaction((c) => c.run(`INSERT INTO note VALUES ('committed')`));
    expect(existsSync(`${store}.wal`)).toBe(true);
    for (const ending of ['', '.wal']) copyFileSync(`${store}${ending}`, at(`killed.duckdb${ending}`));
    await writing.close();
    await backupStore(at('killed.duckdb'), at('after-kill.duckdb'));
    expect(existsSync(at('after-kill.duckdb.wal'))).toBe(false);
    const copy = await openStore(at('after-kill.duckdb'), { purpose: 'test', mode: 'read' });
    const found = await copy.transaction(async (c) => (await c.run('SELECT text FROM note')).getRowsJS());
    await copy.close();
    expect(found).toEqual([['committed']]);
  });

  test('has the ledger of trials, which counts on where it is restored', async () => {
    const place = at('searched');
    mkdirSync(place);
    copyFileSync(store, join(place, 'market.duckdb'));
    const trial = (n: number): string => String(n).repeat(64);
    const tried = {
      day: '2026-01-01',
      sweep: trial(7),
      snapshot: trial(8),
      objective: 'evidence',
      note: 'Why',
    };
    recordTrials(join(place, 'trials.jsonl'), { ...tried, trials: [trial(1), trial(2)] });
    const { trialEntries } = await backupStore(join(place, 'market.duckdb'), at('kept/b.duckdb'));
    expect([trialEntries, readdirSync(at('kept')).sort()]).toEqual([
      1,
      ['b.duckdb', 'b.duckdb.trials.jsonl', 'b.duckdb.trials.jsonl.head'],
    ]);
    mkdirSync(at('restored'));
    copyFileSync(at('kept/b.duckdb'), at('restored/market.duckdb'));
    for (const end of ['trials.jsonl', 'trials.jsonl.head'])
      copyFileSync(at(`kept/b.duckdb.${end}`), at(`restored/${end}`));
    expect(variantsTriedOn(at('restored/market.duckdb'))).toBe(172);
    expect(recordTrials(at('restored/trials.jsonl'), { ...tried, trials: [trial(2), trial(3)] })).toBe(3);
    rmSync(join(place, 'trials.jsonl.head'));
    await expect(backupStore(join(place, 'market.duckdb'), at('kept/c.duckdb'))).rejects.toThrow(
      'is missing or damaged',
    );
    expect(readdirSync(at('kept'))).toHaveLength(3);
  });

  test('never overwrites a file, and is not made of a store that fails verification', async () => {
    writeFileSync(at('taken'), 'mine');
    await expect(backupStore(store, at('taken'))).rejects.toThrow('a backup never overwrites a file');
    copyFileSync(store, at('tampered.duckdb'));
    const tampered = await openStore(at('tampered.duckdb'), { purpose: 'test', mode: 'existing' });
    await tampered.transaction((c) => c.run('UPDATE bar SET "close" = "close" + 1 WHERE rowid = 3'));
    await tampered.close();
    await expect(backupStore(at('tampered.duckdb'), at('never.duckdb'))).rejects.toThrow(
      /is not as it was written, so it is not backed up: import \d+: one or more of its \d+ rows were changed/,
    );
    expect(existsSync(at('never.duckdb'))).toBe(false);
  });
});
