import { readFileSync } from 'node:fs';
import { day, parseIso } from '../../src/market/day.ts';
import type { BenchmarkData } from '../../src/funds/benchmark-window.ts';
import type { LevelSeries } from '../../src/funds/nav-series.ts';
import { reference } from '../reference.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const dayOfCell = (cell: string): number => {
  const [d, month, year] = cell.split(' ');
  return (
    parseIso(cell) ??
    day(`${year}-${String(MONTHS.indexOf(month!) + 1).padStart(2, '0')}-${d!.padStart(2, '0')}`)
  );
};

/** Two columns of a CSV as levels, ascending. */
export function levelsOf(path: string, at: readonly [date: number, value: number] = [0, 1]): LevelSeries {
  const rows = readFileSync(reference(path), 'utf8')
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.replaceAll('"', '').split(','))
    .filter((cells) => cells.length > at[1] && Number.isFinite(Number(cells[at[1]])))
    .map((cells): [number, number] => [dayOfCell(cells[at[0]]!), Number(cells[at[1]])])
    .sort((a, b) => a[0] - b[0]);
  return { days: Int32Array.from(rows, (r) => r[0]), values: Float64Array.from(rows, (r) => r[1]) };
}

const nifty50 = (): LevelSeries =>
  levelsOf('data/nifty50/NIFTY 50_Historical_TR_30061999to31122021.csv', [1, 2]);

/** A benchmark with the sessions of the Nifty 50 and the auctions of Treasury bills. */
export const benchmarkData = (id: 'nifty-50' | 'nifty-100'): BenchmarkData => ({
  id,
  levels: id === 'nifty-50' ? nifty50() : levelsOf('data/indices-tri/NIFTY 100.csv'),
  sessions: nifty50().days,
  billYields: levelsOf('data/gsec/rbi_91day_tbills.csv'),
});
