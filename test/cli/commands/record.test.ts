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
/** Last weekdays of months, as ISO dates. */
const months = Array.from({ length: 14 }, (_, i) => {
  const last = new Date(Date.UTC(2023, i + 1, 0));
  const over = Math.max(0, ((last.getUTCDay() + 6) % 7) - 4);
  return new Date(Date.UTC(2023, i + 1, -over)).toISOString().slice(0, 10);
});
/** `03 Jan 2020`. */
const vendorDate = (isoDate: string): string =>
  `${isoDate.slice(8)} ${new Date(isoDate).toLocaleString('en', { month: 'short', timeZone: 'UTC' })} ${isoDate.slice(0, 4)}`;
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

  test('is compared with the benchmark of the rule book where none is named', async () => {
    const levels = write('NIFTY500 VALUE 50_Historical_TR_01012023to29022024.csv', [
      'IndexName,Date,Total Returns Index',
      ...months.map((m, i) => `NIFTY500 VALUE 50,${vendorDate(m)},${1000 * 1.02 ** i}`).reverse(),
    ]);
    const imported = await trrm('import', levels, '--store', store, '--quiet');
    expect(imported).toMatchObject({ code: 0, out: expect.stringContaining('nifty500-value-50') });
    const rules = write('rules.yaml', ['reporting: { benchmark: nifty500-value-50 }']);
    const args = ['record', '--code', 'PMS-7', '--store', store, '--rulebook', rules] as const;
    const { sheet } = await trrmJson<{ sheet: { benchmark: string } }>(...args);
    expect(sheet.benchmark).toBe('Nifty500 Value 50 TRI');
    const unknown = write('unknown.yaml', ['reporting: { benchmark: bse-500 }']);
    const refused = await trrm('record', '--code', 'PMS-7', '--store', store, '--rulebook', unknown);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('reporting.benchmark') });
  });
});
