import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, day, displayDay, isWeekend, iso, type Day } from '../src/market/day.ts';
import { importPaths } from '../src/market/import/import.ts';
import { openStore } from '../src/market/store/store.ts';
import type { Bench } from './bench.ts';

const FILES = 150;
const ROWS = 1_000_000;
const TODAY = day('2026-01-01');

/**
 * Writes simulated index histories in the niftyindices format, newest first: 150 files with a million rows in total.
 */
function writeHistories(folder: string): void {
  mkdirSync(folder);
  for (let f = 0; f < FILES; f++) {
    const rows = Math.floor(ROWS / FILES) + (f < ROWS % FILES ? 1 : 0);
    const lines = ['"Index Name","Date","Open","High","Low","Close"'];
    let d: Day = TODAY;
    for (let r = 0; r < rows; r++) {
      do d = addDays(d, -1);
      while (isWeekend(d));
      const level = 1000 + f * 37 + rows - r + Math.sin(r) * 5;
      const prices = [level - 1, level + 8, level - 9, level].map((p) => `"${p.toFixed(2)}"`);
      lines.push(`"BENCH INDEX ${f}","${displayDay(d)}",${prices.join(',')}`);
    }
    writeFileSync(join(folder, `BENCH INDEX ${f}_Historical_PR.csv`), lines.join('\r\n'));
  }
}

const NAMES = 2000;
const SESSIONS = 1000;
const AGAIN = 500;

/** Writes a simulated stock panel; with `revised`, every tenth close differs. */
function writePanel(file: string, from: number, names: number, revised: boolean): void {
  const days: Day[] = [];
  for (let d = day('2015-01-01'); days.length < SESSIONS; d = addDays(d, 1)) if (!isWeekend(d)) days.push(d);
  writeFileSync(file, 'Symbol,Date,Open,High,Low,Close,AdjClose,Volume\n');
  for (let n = from; n < from + names; n++) {
    const lines = days.map((d, i) => {
      const price = 100 + (n % 500) + i / 10;
      const close = revised && (n + i) % 10 === 0 ? price + 0.5 : price;
      const prices = [price, price + 2, price - 2, close, close * 0.9].map((p) => p.toFixed(2));
      return `NAME${n},${iso(d)},${prices.join(',')},${1000 + i}\n`;
    });
    appendFileSync(file, lines.join(''));
  }
}

let folder = '';
let runs = 0;
const peak = (): string => `peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`;

export const benches: Bench[] = [
  {
    name: 'import: 1,000,000 rows in 150 files, to a closed store',
    goal: '≤ 5 s, < 400 MB',
    setup: () => {
      folder = mkdtempSync(join(tmpdir(), 'trrm-bench-'));
      writeHistories(join(folder, 'files'));
    },
    run: async () => {
      const store = await openStore(join(folder, `${runs++}.duckdb`), { purpose: 'bench', mode: 'create' });
      const report = await importPaths(store, [join(folder, 'files')], { today: TODAY });
      await store.close();
      if (report.stored !== ROWS) throw new Error(`stored ${report.stored} of ${ROWS} rows`);
    },
    teardown: () => rmSync(folder, { recursive: true, force: true }),
    detail: peak,
  },
  {
    // Peak memory covers the setup and all runs in one process; a single import stays below 400 MB.
    name: 'import: re-import of 500,000 of 2,000,000 rows, a tenth revised',
    setup: async () => {
      folder = mkdtempSync(join(tmpdir(), 'trrm-bench-'));
      const panels = join(folder, 'panels');
      mkdirSync(panels);
      for (let n = 0; n < NAMES; n += AGAIN) writePanel(join(panels, `${n}.csv`), n, AGAIN, false);
      const store = await openStore(join(folder, 'stored.duckdb'), { purpose: 'bench', mode: 'create' });
      await importPaths(store, [panels], { today: TODAY });
      await store.close();
      writePanel(join(folder, 'again.csv'), 0, AGAIN, true);
    },
    run: async () => {
      const copy = join(folder, `${runs++}.duckdb`);
      copyFileSync(join(folder, 'stored.duckdb'), copy);
      const store = await openStore(copy, { purpose: 'bench', mode: 'create' });
      const { stored, rowsRead } = await importPaths(store, [join(folder, 'again.csv')], { today: TODAY });
      await store.close();
      rmSync(copy);
      if (stored * 10 !== rowsRead) throw new Error(`stored ${stored} of ${rowsRead} rows`);
    },
    teardown: () => rmSync(folder, { recursive: true, force: true }),
    detail: peak,
  },
];
