import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { randomStream } from '../../../../src/math/random/random.ts';
import { rowsOf } from '../../../../src/market/store/sql.ts';
import { addsUp, inWorkplace, type Workplace } from '../../store.fixture.ts';

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;

const ACCOUNTS = lines(
  'ISIN,Symbol,Period,PeriodEnd,FiledOn,Sales,CostOfGoods,NetIncome,Depreciation,DeferredTax,Dividends,TotalAssets,BookEquity,Preferred,LongTermDebt,ShortTermDebt,Shares',
  'INEZZZZ01014,EXAMPLE,year,2020-03-31,,1234.56,900,-12.5,30,,,5000.1,2000,0,100,50,12.3456789012',
  'INEZZZZ01014,EXAMPLE,quarter,2020-06-30,2020-08-14,300,200,0.0000001,8,1,2,5100,2010,0,100,50,12.3456789012',
  'INEZZZZ01014,EXAMPLE,quarter,2020-09-30,2020-09-01,300,200,10,8,1,2,5100,2010,0,100,50,12',
  'INEZZZZ01014,EXAMPLE,month,2020-10-31,,300,200,10,8,1,2,5100,2010,0,100,50,12',
);
const FILES = {
  accounts: ACCOUNTS,
  shares: lines(
    'ISIN,Symbol,FromDate,SharesOutstanding,KnownOn',
    'INEZZZZ01014,,2019-12-31,13500000000,',
    ',EXAMPLE,2020-12-31,13500000001,2021-01-15',
    'INEZZZZ01014,,2021-12-31,0,',
  ),
  actions: lines(
    'ISIN,Symbol,ExDate,Action,SharesAfter,SharesBefore,PerShare',
    'INEZZZZ01014,EXAMPLE,2020-08-20,split,5,1,',
    'INEZZZZ01014,EXAMPLE,2021-07-01,dividend,,,0.1',
    'INEZZZZ01014,EXAMPLE,2021-07-02,gift,,,1',
  ),
  industries: lines(
    'ISIN,Symbol,Company,Industry,FromDate',
    'INEZZZZ01014,EXAMPLE,"Example, ""Sons"" Ltd",Cement,2020-01-01',
  ),
  panel: lines(
    'Symbol,Date,Open,High,Low,Close,AdjClose,Volume',
    'EXAMPLE,2020-01-01,99.95,101.3,98,100.1,96.0123,1000',
    'EXAMPLE,2020-01-02,100,100,-100,-100,96,1000',
  ),
};

/** Runs a statement in a database that has nothing to do with the store. */
async function duckdb(sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

const parquet = async (at: Workplace, name: string, select: string): Promise<string> => {
  const path = join(at.folder, name);
  await duckdb(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
  return path;
};

/** All rows about companies that a store holds, without the file that they came from. */
async function contents(at: Workplace): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const table of ['stock_bar', 'corporate_action', 'shares', 'statement', 'classification'])
    found.push(
      await at.store.transaction((connection) =>
        rowsOf(connection, `SELECT * EXCLUDE (file, line) FROM ${table} ORDER BY ALL`),
      ),
    );
  return found;
}

test('a CSV and its conversion to Parquet give the same rows and the same rejections, by row', async () => {
  const asCsv = await outcome(async (at) =>
    Object.entries(FILES).map(([name, text]) => at.file(`${name}.csv`, text)),
  );
  const asParquet = await outcome((at) =>
    Promise.all(
      Object.entries(FILES).map(([name, text]) => {
        const csv = at.file(`${name}.csv`, text);
        return parquet(at, `${name}.parquet`, `SELECT * FROM read_csv('${csv}')`);
      }),
    ),
  );
  expect(asCsv.rows.map((table) => (table as unknown[]).length)).toEqual([1, 2, 2, 2, 1]);
  expect(asParquet.rows).toEqual(asCsv.rows);
  // A line is one more than its row, for the header.
  expect(asParquet.rejections).toEqual(asCsv.rejections.map(({ line, ...r }) => ({ ...r, line: line - 1 })));
  expect(asCsv.rejections).toHaveLength(5);
});

async function outcome(write: (at: Workplace) => Promise<string[]>) {
  let result = { rows: [] as unknown[], rejections: [] as { line: number; message: string }[] };
  await inWorkplace(async (at) => {
    const { files } = await at.take(await write(at));
    expect(files.map((f) => [f.outcome, addsUp(f)])).toEqual(files.map(() => ['imported', true]));
    const rejections = files.flatMap((f) => f.rejections.map(({ line, message }) => ({ line, message })));
    result = { rows: await contents(at), rejections };
  });
  return result;
}

const SHARES = `SELECT 'INEZZZZ01014' AS ISIN, 'EXAMPLE' AS Symbol, DATE '2019-12-31' AS FromDate,
  1e9::DOUBLE AS SharesOutstanding, NULL::DATE AS KnownOn`;

test('midnight timestamps, decimals and integers are accepted; a time of day or NaN rejects the row', async () => {
  await inWorkplace(async (at) => {
    const path = await parquet(
      at,
      'shares.parquet',
      `SELECT 'INEZZZZ01014' AS ISIN, NULL AS Symbol, d AS FromDate, n AS SharesOutstanding, NULL::TIMESTAMP AS KnownOn
       FROM (VALUES (TIMESTAMP '2020-01-01', 5.25::DOUBLE), (TIMESTAMP '2020-01-02 09:15:00', 6), (TIMESTAMP '2020-01-03', 'NaN'::DOUBLE),
             (TIMESTAMP '2020-01-04', 1e-7), (TIMESTAMP '2020-01-05', 1e22)) AS t(d, n)`,
    );
    const report = await at.takeOne(path);
    expect(report.rejections.map((r) => [r.line, r.reason])).toEqual([
      [2, 'date saved by a spreadsheet'],
      [3, 'not a number'],
      [4, 'out of range'],
      [5, 'out of range'],
    ]);
    expect([report.stored, addsUp(report), report.container]).toEqual([1, true, 'parquet']);
  });
});

test('a file name that looks like a wildcard or a partition is read literally', async () => {
  await inWorkplace(async (at) => {
    await parquet(at, 'b.parquet', SHARES.replace('INEZZZZ', 'INEZZZY'));
    const path = join(at.folder, '[ab]*.parquet');
    writeFileSync(path, readFileSync(join(at.folder, 'b.parquet')));
    expect((await at.takeOne(path)).series).toEqual(['INEZZZY01014']);
    mkdirSync(join(at.folder, 'Year=2020'));
    const inPartition = await parquet(at, 'Year=2020/shares.parquet', SHARES);
    expect((await at.takeOne(inPartition)).series).toEqual(['INEZZZZ01014']);
  });
});

test.each([
  ['other columns', `SELECT 1 AS a, 2 AS b`, /matches no known format: "a,b"/],
  ['a column of lists', SHARES.replace('1e9::DOUBLE', '[1e9]'), /column SharesOutstanding has type .*\[\]/],
  ['a column of bytes', SHARES.replace("'EXAMPLE'", "'EXAMPLE'::BLOB"), /column Symbol has type BLOB/],
  [
    'the columns of a vendor’s file',
    `SELECT 'a' AS Date, 1 AS "Close"`,
    /it is a Parquet file, but the format .* is read from text files only/,
  ],
  ['no rows', `${SHARES} WHERE false`, null],
])('Parquet with %s is refused with the reason, or accepted', async (_, select, reason) => {
  await inWorkplace(async (at) => {
    const report = await at.takeOne(await parquet(at, 'x.parquet', select));
    if (reason === null) return expect(report).toMatchObject({ outcome: 'imported', rowsRead: 0 });
    expect([report.outcome, report.stored]).toEqual(['refused', 0]);
    expect(report.problems[0]!.message).toMatch(reason);
  });
});

/** A file with the number of rows in its footer changed: a varint after the mark of the footer's third field. */
function claiming(whole: Buffer, rows: number, claimed: bigint): Buffer {
  const length = whole.readUInt32LE(whole.length - 8);
  const footer = whole.subarray(whole.length - 8 - length, whole.length - 8);
  const old = Buffer.concat([Buffer.from([0x16]), varint(BigInt(rows))]);
  const at = footer.indexOf(old);
  expect(at).toBeGreaterThan(0);
  const changed = Buffer.concat([
    footer.subarray(0, at + 1),
    varint(claimed),
    footer.subarray(at + old.length),
  ]);
  const end = Buffer.alloc(4);
  end.writeUInt32LE(changed.length);
  return Buffer.concat([
    whole.subarray(0, whole.length - 8 - length),
    changed,
    end,
    Buffer.from('PAR1', 'latin1'),
  ]);
}

function varint(n: bigint): Buffer {
  const bytes: number[] = [];
  for (let rest = n * 2n; ; rest >>= 7n) {
    if (rest < 128n) return Buffer.from([...bytes, Number(rest)]);
    bytes.push(Number(rest & 127n) | 128);
  }
}

test('a declared row count of a billion is refused before reading, and a wrong one after reading', async () => {
  await inWorkplace(async (at) => {
    const whole = readFileSync(await parquet(at, 'x.parquet', `SELECT s.* FROM (${SHARES}) s, range(12345)`));
    const milliard = await at.takeOne(at.file('many.parquet', claiming(whole, 12345, 1_000_000_000n)));
    expect(milliard.problems[0]!.message).toMatch(/it declares 1000000000 rows/);
    expect([milliard.outcome, milliard.stored]).toEqual(['refused', 0]);
    const few = await at.takeOne(at.file('few.parquet', claiming(whole, 12345, 12n)));
    expect(few.problems[0]!.message).toMatch(/it declares 12 rows but has 12345/);
    expect([few.outcome, few.stored]).toEqual(['refused', 0]);
  });
});

test('a truncated or corrupt file is refused or read to the last row, and the store is intact', async () => {
  await inWorkplace(async (at) => {
    const whole = readFileSync(await parquet(at, 'x.parquet', `SELECT s.* FROM (${SHARES}) s, range(50)`));
    const random = randomStream(4).uniform;
    const spoilt: Buffer[] = [4, 8, 40, 200, whole.length - 1].map((n) => whole.subarray(0, n));
    for (let i = 0; i < 25; i++) {
      const copy = Buffer.from(whole);
      for (let k = 0; k < 1 + (i % 3); k++)
        copy[4 + Math.floor(random() * (copy.length - 8))] = Math.floor(random() * 256);
      spoilt.push(copy);
    }
    for (const [i, bytes] of spoilt.entries()) {
      const report = await at.takeOne(at.file(`spoilt-${i}.parquet`, bytes));
      expect(addsUp(report)).toBe(true);
      if (i < 5) expect([report.outcome, report.rowsRead]).toEqual(['refused', 0]);
      else if (report.outcome === 'refused') expect(report.problems).toHaveLength(1);
      else expect(report.rowsRead).toBe(50);
    }
    // The store's own transactions go on.
    expect((await at.takeOne(at.file('whole.parquet', whole))).rowsRead).toBe(50);
  });
});
