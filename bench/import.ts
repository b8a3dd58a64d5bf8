import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, day, displayDay, isWeekend, type Day } from '../src/market/day.ts';
import { importPaths } from '../src/market/import/import.ts';
import { openStore } from '../src/market/store.ts';
import type { Bench } from './bench.ts';

const FILES = 150;
const ROWS = 1_000_000;
const TODAY = day('2026-01-01');

/** Index histories as niftyindices writes them, newest first, made up: 150 files of a million rows together. */
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

let folder = '';
let runs = 0;

export const benches: Bench[] = [
  {
    name: 'import of 1,000,000 rows in 150 files, from files to a closed store',
    goal: '≤ 5 s, < 400 MB',
    setup: () => {
      folder = mkdtempSync(join(tmpdir(), 'trrm-bench-'));
      writeHistories(join(folder, 'files'));
    },
    run: async () => {
      const store = await openStore(join(folder, `${runs++}.duckdb`), { purpose: 'bench' });
      const report = await importPaths(store, [join(folder, 'files')], { today: TODAY });
      await store.close();
      if (report.stored !== ROWS) throw new Error(`stored ${report.stored} of ${ROWS} rows`);
    },
    teardown: () => rmSync(folder, { recursive: true, force: true }),
    tells: () => `peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  },
];
