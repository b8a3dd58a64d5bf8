import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { addDays, day, iso, type Day } from '../../../src/market/day.ts';
import { SCHEMA_VERSION } from '../../../src/market/store/migrations.ts';
import type { SeriesKey } from '../../../src/market/series.ts';
import { openStore, type Store } from '../../../src/market/store/store.ts';
import { compiledMarket, firstWord, start } from '../compiled-market.fixture.ts';
import { inWorkplace } from '../store.fixture.ts';

const closes = (...rows: readonly (readonly [date: string, close: number])[]): string =>
  ['DATE,OPEN,HIGH,LOW,CLOSE', ...rows.map(([d, x]) => `${d},${x},${x},${x},${x}`), ''].join('\n');

const seen = async (
  store: Store,
  key: SeriesKey,
  asOf: Day,
  options?: { throughImport: number },
): Promise<string[]> => {
  const { observedOn, value } = (await store.load([key], options)).view(asOf).column(key);
  return Array.from(observedOn, (d, i) => `${iso(d as Day)} ${value[i]}`);
};

describe('opening a store', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'trrm-store-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('that must exist but does not reports how to create one, and creates none', async () => {
    const file = join(folder, 'none.duckdb');
    await expect(openStore(file, { purpose: 'test', mode: 'existing' })).rejects.toThrow(
      /does not exist.*trrm import.*trrm demo/,
    );
    expect([existsSync(file), existsSync(`${file}.lock`)]).toEqual([false, false]);
  });

  it('creates its folder', async () => {
    const store = await openStore(join(folder, 'a/b/market.duckdb'), { purpose: 'test', mode: 'create' });
    expect([await store.lastImport(), store.simulated]).toEqual([0, false]);
    await store.close();
  });

  it('twice at once is refused with the name of the owner', async () => {
    const file = join(folder, 'market.duckdb');
    const store = await openStore(file, { purpose: 'trrm import', mode: 'create' });
    await expect(openStore(file, { purpose: 'trrm run', mode: 'create' })).rejects.toThrow(
      /in use by process \d+ .*trrm import/,
    );
    await store.close();
    await (await openStore(file, { purpose: 'trrm run', mode: 'create' })).close();
  });

  it('through a link opens the same store, with one lock beside the file itself', async () => {
    mkdirSync(join(folder, 'real'));
    const file = join(folder, 'real/market.duckdb');
    const link = join(folder, 'linked.duckdb');
    const store = await openStore(file, { purpose: 'trrm import', mode: 'create' });
    symlinkSync(file, link);
    await expect(openStore(link, { purpose: 'trrm run', mode: 'create' })).rejects.toThrow(
      /in use by process \d+ .*trrm import/,
    );
    await store.close();
    const linked = await openStore(link, { purpose: 'trrm run', mode: 'create' });
    expect(readdirSync(folder).sort()).toEqual(['linked.duckdb', 'real']);
    expect(existsSync(`${file}.lock`)).toBe(true);
    await linked.close();
  });

  it('read-only changes nothing and works in a folder that is not writable', async () => {
    const file = join(folder, 'market.duckdb');
    await (await openStore(file, { purpose: 'test', mode: 'create' })).close();
    const reading = await openStore(file, { purpose: 'test', mode: 'read' });
    await expect(reading.transaction((c) => c.run('CREATE TABLE mine (x INTEGER)'))).rejects.toThrow(
      /read-only/,
    );
    await reading.close();

    const program = compiledMarket(
      folder,
      `const { openStore } = require('./market/store/store.js');
       (async () => {
         // Nobody in particular: to root every folder is writable.
         if (process.getuid() === 0) { process.setgid(65534); process.setuid(65534); }
         const file = \`\${__dirname}/market.duckdb\`;
         const refused = await openStore(file, { purpose: 'test', mode: 'existing' }).catch((e) => e.problems[0].code);
         const store = await openStore(file, { purpose: 'test', mode: 'read' });
         process.stdout.write(\`\${refused}, read: \${await store.lastImport()}\`);
         await store.close();
       })();`,
    );
    chmodSync(file, 0o444);
    chmodSync(folder, 0o555);
    const before = readdirSync(folder);
    try {
      expect(await firstWord(start(program))).toBe('store-not-lockable, read: 0');
      expect(readdirSync(folder)).toEqual(before);
    } finally {
      chmodSync(folder, 0o755);
    }
  });

  it('refuses another kind of file and a newer store, and leaves them unchanged', async () => {
    const text = join(folder, 'notes.txt');
    writeFileSync(text, 'not a database');
    await expect(openStore(text, { purpose: 'test', mode: 'create' })).rejects.toThrow(
      /cannot be opened as a store: .*[^.]\. Choose another file/,
    );

    const other = join(folder, 'other.duckdb');
    const instance = await DuckDBInstance.create(other);
    const connection = await instance.connect();
    await connection.run('CREATE TABLE mine (x INTEGER)');
    connection.closeSync();
    instance.closeSync();
    await expect(openStore(other, { purpose: 'test', mode: 'create' })).rejects.toThrow(/not a TRRM store/);

    const newer = join(folder, 'newer.duckdb');
    const store = await openStore(newer, { purpose: 'test', mode: 'create' });
    await store.transaction((c) => c.run('UPDATE store SET version = version + 1'));
    await store.close();
    await expect(openStore(newer, { purpose: 'test', mode: 'create' })).rejects.toThrow(
      new RegExp(`has store version ${SCHEMA_VERSION + 1}.*newer version of trrm`),
    );
    expect(existsSync(`${newer}.lock`)).toBe(false);
  });
});

describe('what was known when', () => {
  it('a US close is known from the next day in India', async () => {
    await inWorkplace(async ({ store, file, take }) => {
      await take([file('VIX_History.csv', closes(['01/02/2020', 12.5], ['01/03/2020', 14]))]);
      expect(await seen(store, 'us-vix.close', day('2020-01-02'))).toEqual([]);
      expect(await seen(store, 'us-vix.close', day('2020-01-03'))).toEqual(['2020-01-02 12.5']);
      expect(await seen(store, 'us-vix.close', day('2020-01-04'))).toEqual([
        '2020-01-02 12.5',
        '2020-01-03 14',
      ]);
    });
  });

  it('a restated value is a second version, known from its import; both versions are kept', async () => {
    await inWorkplace(async ({ store, file, take, takeOne }) => {
      await take([file('first.csv', closes(['01/02/2020', 12.5], ['01/03/2020', 14]))], {
        today: day('2020-01-10'),
      });
      const second = await takeOne(file('second.csv', closes(['01/02/2020', 12.5], ['01/03/2020', 14.25])), {
        today: day('2020-02-01'),
      });
      expect(second).toMatchObject({ rowsRead: 2, stored: 1, unchanged: 1, rejected: 0, revised: 1 });
      expect(second.problems.map((p) => p.message)).toEqual([
        '1 row restates a stored day (line 3); both versions are kept. The new version is used from 01 Feb 2020, the day it became known; calls as of an earlier day are unchanged.',
      ]);
      expect(second.problems[0]!.remedy).toMatch(/--known-on/);
      expect(await seen(store, 'us-vix.close', day('2020-01-31'))).toEqual([
        '2020-01-02 12.5',
        '2020-01-03 14',
      ]);
      expect(await seen(store, 'us-vix.close', day('2020-02-01'))).toEqual([
        '2020-01-02 12.5',
        '2020-01-03 14.25',
      ]);
      const versions = await store.provenance('us-vix.close', day('2020-01-03'));
      expect(versions.map(({ value, knownOn, file, line }) => [value, iso(knownOn), file, line])).toEqual([
        [14, '2020-01-04', 'first.csv', 3],
        [14.25, '2020-02-01', 'second.csv', 3],
      ]);
      expect(versions[0]!.sha256).toMatch(/^[0-9a-f]{64}$/);
    });
  });

  it('a correction imported too late applies from an earlier day once it is imported again with --known-on', async () => {
    await inWorkplace(async ({ store, file, take, takeOne }) => {
      await take([file('first.csv', closes(['01/02/2020', 12.5]))], { today: day('2020-01-10') });
      const corrected = file('second.csv', closes(['01/02/2020', 13]));
      await take([corrected], { today: day('2020-06-01') });
      expect(await seen(store, 'us-vix.close', day('2020-05-31'))).toEqual(['2020-01-02 12.5']);
      const again = { today: day('2020-06-02'), knownOn: day('2020-01-20') };
      expect(await takeOne(corrected, again)).toMatchObject({ stored: 1, revised: 1 });
      expect(await seen(store, 'us-vix.close', day('2020-01-19'))).toEqual(['2020-01-02 12.5']);
      expect(await seen(store, 'us-vix.close', day('2020-01-20'))).toEqual(['2020-01-02 13']);
      // The same once more adds nothing, with the day or without it.
      for (const options of [again, { today: day('2020-06-03') }])
        expect(await takeOne(corrected, options)).toMatchObject({ stored: 0, unchanged: 1 });
    });
  });

  it('a replay through an earlier import reads the store as it was then', async () => {
    await inWorkplace(async ({ store, file, take }) => {
      await take([file('first.csv', closes(['01/02/2020', 12.5]))], { today: day('2020-01-10') });
      const then = await store.lastImport();
      await take([file('second.csv', closes(['01/02/2020', 13], ['01/03/2020', 14]))], {
        today: day('2020-01-10'),
      });
      const asOf = day('2020-02-01');
      expect(await seen(store, 'us-vix.close', asOf)).toEqual(['2020-01-02 13', '2020-01-03 14']);
      expect(await seen(store, 'us-vix.close', asOf, { throughImport: then })).toEqual(['2020-01-02 12.5']);
      const [vintage] = (await store.vintages({ days: [asOf], throughImport: then })).get(asOf)!;
      expect(vintage).toMatchObject({ series: 'us-vix', rows: 1, files: [{ name: 'first.csv' }] });
    });
  });

  it('--known-on keeps rows out of the views before it', async () => {
    await inWorkplace(async ({ store, file, take }) => {
      await take([file('VIX_History.csv', closes(['01/02/2020', 12.5]))], { knownOn: day('2020-06-01') });
      expect(await seen(store, 'us-vix.close', day('2020-05-31'))).toEqual([]);
      expect(await seen(store, 'us-vix.close', day('2020-06-01'))).toEqual(['2020-01-02 12.5']);
    });
  });

  it('the exchange is preferred to a copy, whichever was imported first, and the copy fills its gaps', async () => {
    const nse = (...rows: string[]): string =>
      ['Date ,Open ,High ,Low ,Close ,Prev. Close ,Change ,% Change ', ...rows, ''].join('\n');
    const copy = ['"Date","Price","Open","High","Low","Vol.","Change %"']
      .concat('"Jan 03, 2020","12.0","12","12","12","",""', '"Jan 02, 2020","11.0","11","11","11","",""')
      .join('\n');
    for (const order of [
      [0, 1],
      [1, 0],
    ])
      await inWorkplace(async ({ store, file, take }) => {
        const files = [
          file('India VIX Historical Data.csv', copy),
          file('hist_india_vix.csv', nse('02-JAN-2020,11.5,11.5,11.5,11.5,,,')),
        ];
        for (const i of order) await take([files[i]!]);
        expect(await seen(store, 'india-vix.close', day('2020-02-01'))).toEqual([
          '2020-01-02 11.5',
          '2020-01-03 12',
        ]);
        const { disagreements } = await store.status({ asOf: day('2020-02-01') });
        expect(disagreements).toEqual([
          {
            key: 'india-vix.close',
            used: 'nse',
            other: 'investing',
            days: 1,
            compared: 1,
            first: day('2020-01-02'),
            worst: { observedOn: day('2020-01-02'), used: 11.5, other: 11 },
          },
        ]);
      });
  });

  it('a value that is blank in a later file is unchanged', async () => {
    await inWorkplace(async ({ store, file, takeOne }) => {
      const header = '"Index Name","Date","Open","High","Low","Close"';
      await takeOne(file('a.csv', `${header}\n"NIFTY 50","02 Jan 2020","10","12","9","11"`));
      const blank = await takeOne(file('b.csv', `${header}\n"NIFTY 50","02 Jan 2020","-","-","-","11"`));
      expect(blank).toMatchObject({ stored: 0, unchanged: 1 });
      const full = await takeOne(file('c.csv', `${header}\n"NIFTY 50","02 Jan 2020","-","-","-","11.5"`));
      expect(full).toMatchObject({ stored: 1, revised: 1 });
      expect(await seen(store, 'nifty-50.open', day('2026-02-01'))).toEqual(['2020-01-02 10']);
      expect(await seen(store, 'nifty-50.close', day('2026-02-01'))).toEqual(['2020-01-02 11.5']);
      // The open has one version: the row with a new close leaves it blank.
      expect(await store.provenance('nifty-50.open', day('2020-01-02'))).toHaveLength(1);
    });
  });
});

describe('a store', () => {
  it('holds simulated or real data, never both', async () => {
    await inWorkplace(async ({ store, file, take, takeOne }) => {
      const real = file('VIX_History.csv', closes(['01/02/2020', 12.5]));
      const simulated = file('SIMULATED VIX_History.csv', closes(['01/03/2020', 13]));
      // In one command, too: the first file decides.
      const { files } = await take([simulated, real]);
      expect(files.map((f) => [f.outcome, f.simulated])).toEqual([
        ['imported', true],
        ['refused', false],
      ]);
      expect(store.simulated).toBe(true);
      const refused = await takeOne(real);
      expect([refused.outcome, refused.problems[0]!.code]).toEqual(['refused', 'mixed-store']);
      expect(refused.problems[0]!.remedy).toMatch(/--store/);
    });
  });

  it('keeps nothing of a failed transaction and remains usable', async () => {
    await inWorkplace(async ({ store, file, take }) => {
      await expect(
        store.transaction(async (c) => {
          await c.run('CREATE TABLE decision (x INTEGER)');
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
      await store.transaction((c) => c.run('CREATE TABLE decision (x INTEGER)'));
      expect((await take([file('VIX_History.csv', closes(['01/02/2020', 12.5]))])).stored).toBe(1);
    });
  });

  it('reports the data and gaps of each series and the last imports', async () => {
    await inWorkplace(async ({ store, file, take }) => {
      const days = ['01/02/2020', '01/03/2020', '01/06/2020', '01/07/2020', '01/20/2020', '01/21/2020'];
      await take([file('VIX_History.csv', closes(...days.map((d) => [d, 12] as const), ['02/30/2020', 12]))]);
      const status = await store.status({ asOf: day('2020-01-31') });
      expect(status).toMatchObject({
        simulated: false,
        disagreements: [],
        jumps: [],
        series: [
          {
            series: 'us-vix',
            kind: 'bar',
            first: day('2020-01-02'),
            last: day('2020-01-21'),
            rows: 6,
            sources: ['cboe'],
          },
        ],
        gaps: [{ series: 'us-vix', kind: 'bar', after: day('2020-01-07'), before: day('2020-01-20') }],
        imports: [{ id: 1, name: 'VIX_History.csv', rowsRead: 7, stored: 6, unchanged: 0, rejected: 1 }],
      });
      // The row of the 21st is known from the 22nd, so it is not reported yet.
      const [before] = (await store.status({ asOf: day('2020-01-21') })).series;
      expect(before).toMatchObject({ last: addDays(day('2020-01-21'), -1), rows: 5 });
    });
  });
});
