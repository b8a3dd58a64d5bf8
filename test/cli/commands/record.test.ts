import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder, tempFolder, trrm, trrmJson } from '../command-line.ts';

const folder = tempFolder();
afterAll(() => removeFolder(folder));
const store = join(folder, 'market.duckdb');
const write = (name: string, lines: readonly string[]): string => {
  const file = join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
};
const months = Array.from({ length: 14 }, (_, i) =>
  new Date(Date.UTC(2023, i + 1, 0)).toISOString().slice(0, 10),
);
const values = months.map((_, i) => 1_000_000 * 1.01 ** i);

describe('trrm record', () => {
  test('measures one file without a store, and writes a page', async () => {
    const file = write('account.csv', [
      'date,value,flow,fees',
      ...months.map((m, i) => `${m},${values[i]},,`),
    ]);
    const out = join(folder, 'record.html');
    const found = await trrmJson<{
      timeWeighted: { net: number };
      moneyWeighted: { kind: string; rate: number };
      outcome: null;
    }>('record', '--account', file, '--store', store, '--out', out);
    expect(found.timeWeighted.net).toBeCloseTo(1.01 ** 13 - 1, 12);
    expect(found.moneyWeighted.rate).toBeCloseTo(1.01 ** (13 / (394 / 365)) - 1, 12);
    expect(found.outcome).toBeNull();
    expect(readFileSync(out, 'utf8')).toContain('Record of the account');
    expect(existsSync(store)).toBe(false);
  });

  test('measures an imported account as known on a day, and lists the accounts of the store', async () => {
    const header = 'Date,Account,Value,Flow,FlowAt,Fees';
    const first = write('values.csv', [header, ...months.map((m, i) => `${m},PMS-7,${values[i]},,,`)]);
    const others = write('others.csv', [
      'Date,Account,ISIN,Quantity,Value',
      `${months[0]},PMS-7,INE002A01018,10,25000`,
    ]);
    expect((await trrm('import', first, others, '--store', store, '--quiet')).code).toBe(0);
    const net = async () =>
      (await trrmJson<{ timeWeighted: { net: number } }>('record', '--code', 'PMS-7', '--store', store))
        .timeWeighted.net;
    expect(await net()).toBeCloseTo(1.01 ** 13 - 1, 12);
    // A restated valuation is a new version of its day.
    const restated = write('restated.csv', [header, `${months.at(-1)},PMS-7,${2 * values.at(-1)!},,,`]);
    expect((await trrm('import', restated, '--store', store, '--quiet')).code).toBe(0);
    expect(await net()).toBeCloseTo(2 * 1.01 ** 13 - 1, 12);
    const unknown = await trrm('record', '--code', 'X', '--store', store);
    expect(unknown.err).toMatch(/no valuations of this account. Its accounts are PMS-7/);
    expect((await trrm('record', '--store', store)).code).toBe(2);
  });
});
