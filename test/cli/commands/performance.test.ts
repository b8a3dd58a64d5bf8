import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TearSheet } from '../../../src/backtest/statistics/tear-sheet.ts';
import { removeFolder, tempFolder, trrm, trrmJson } from '../command-line.ts';

const folder = tempFolder();
afterAll(() => removeFolder(folder));
const file = join(folder, 'funds.csv');
writeFileSync(
  file,
  `date,Fund,Index\n${Array.from({ length: 30 }, (_, i) => {
    const month = new Date(Date.UTC(2020, i + 1, 0)).toISOString().slice(0, 10);
    return `${month},${(1 + ((i * 7) % 5) - 1.5).toFixed(2)},${(((i * 3) % 4) - 1).toFixed(2)}`;
  }).join('\n')}\n`,
);
const columns = ['--column', 'Fund', '--unit', 'percent', '--benchmark', file, '--benchmark-column', 'Index'];

describe('trrm performance', () => {
  test('prints figures with their conventions, as JSON and as a page, from two columns of one file', async () => {
    const out = join(folder, 'sheet.html');
    const sheet = await trrmJson<TearSheet>(
      'performance',
      file,
      ...columns,
      '--benchmark-unit',
      'percent',
      '--out',
      out,
    );
    expect(sheet).toMatchObject({
      name: 'Fund',
      benchmark: 'Index',
      from: '2019-12-31',
      headline: { count: 30 },
    });
    expect(readFileSync(out, 'utf8')).toContain('Statistics and their conventions');
    const text = await trrm(
      'performance',
      file,
      ...columns,
      '--benchmark-unit',
      'percent',
      '--risk-free',
      '0.065',
    );
    expect(text.code).toBe(0);
    expect(text.out).toMatch(
      /Sharpe ratio, monthly +\S+ +\S+\n {2}mean monthly return over the risk-free rate × 12/,
    );
    expect(text.err).toContain('"Fund" as returns in percent, 30 rows from 31 Jan 2020 to 30 Jun 2022');
  });

  test('refuses fractions that are called percent: a hundredth of the risk, with losses all the same', async () => {
    const named = join(folder, 'fractions.csv');
    const rows = readFileSync(file, 'utf8').trimEnd().split('\n');
    const fractions = rows.map((row, i) => {
      const [date, fund] = row.split(',');
      return i === 0 ? 'date,x' : `${date},${Number(fund) / 100}`;
    });
    writeFileSync(named, fractions.join('\n'));
    const { code, err } = await trrm('performance', named, '--unit', 'percent');
    expect([code, err]).toEqual([1, expect.stringContaining('looks like fractions. Give --unit fraction')]);
    expect((await trrm('performance', named, '--unit', 'fraction')).code).toBe(0);
  });

  test('names the option that decides what it does not guess, and writes nothing', async () => {
    const out = join(folder, 'none.html');
    const { code, err } = await trrm('performance', file, ...columns, '--out', out);
    expect(code).toBe(1);
    expect(err).toContain('Say it with --benchmark-unit price|fraction|percent|yield');
    expect(existsSync(out)).toBe(false);
    expect((await trrm('performance', file, ...columns, '--risk-free', '6.5')).err).toMatch(
      /as a fraction, such as 0.065/,
    );
  });
});
