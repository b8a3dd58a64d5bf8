import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { addDays, day, displayDay, isWeekend } from '../../../src/market/day.ts';
import { openStore } from '../../../src/market/store/store.ts';
import { compiledMarket, firstWord, start } from '../compiled-market.fixture.ts';

/** More than two batches of rows, so that some have been merged and others have not when it is killed. */
const FILES = 36;

/** Imports the given paths into the given store; prints a line when the store is open. */
const PROGRAM = `const { openStore } = require('./market/store/store.js');
     const { importPaths } = require('./market/import/import.js');
     (async () => {
       const [, , file, ...paths] = process.argv;
       const store = await openStore(file, { purpose: 'trrm import', mode: 'create' });
       process.stdout.write('open');
       const report = await importPaths(store, paths, { today: ${day('2026-01-31')} });
       await store.close();
       process.stdout.write(JSON.stringify({ stored: report.stored }));
     })();`;

/** A file of made-up sessions before a day, newest first. */
function history(index: string, rows: number): string {
  const lines = ['"Index Name","Date","Open","High","Low","Close"'];
  for (let d = day('2025-12-31'); lines.length <= rows; d = addDays(d, -1))
    if (!isWeekend(d)) lines.push(`"${index}","${displayDay(d)}","-","-","-","${1000 + lines.length}"`);
  return `${lines.join('\n')}\n`;
}

it('an import killed at any moment leaves the store either unchanged or complete', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trrm-killed-'));
  try {
    const program = compiledMarket(folder, PROGRAM);
    const before = join(folder, 'NIFTY 50.csv');
    writeFileSync(before, history('NIFTY 50', 500));
    const files = join(folder, 'files');
    mkdirSync(files);
    for (let i = 0; i < FILES; i++) writeFileSync(join(files, `INDEX ${i}.csv`), history(`INDEX ${i}`, 6000));
    const total = FILES * 6000;

    const file = join(folder, 'market.duckdb');
    const run = (...paths: string[]) => start(program, file, ...paths);
    const rows = async (): Promise<number> => {
      const store = await openStore(file, { purpose: 'test', mode: 'create' });
      const end = day('2100-01-01');
      const vintage = (await store.vintages({ days: [end] })).get(end)!;
      await store.close();
      return vintage.reduce((sum, series) => sum + series.rows, 0);
    };
    const first = run(before);
    const stored = once(first, 'exit');
    await firstWord(first);
    await stored;
    expect(await rows()).toBe(500);
    copyFileSync(file, `${file}.before`);

    const whole = run(files);
    await firstWord(whole);
    const started = performance.now();
    const moments = [0.02, 0.3, 0.6, 0.85, 0.95, 1];
    await once(whole, 'exit');
    const took = performance.now() - started;
    expect(await rows()).toBe(500 + total);

    const left: number[] = [];
    for (const moment of moments) {
      copyFileSync(`${file}.before`, file);
      rmSync(`${file}.wal`, { force: true });
      const child = run(files);
      const ended = once(child, 'exit');
      await firstWord(child);
      await wait(moment * took);
      child.kill('SIGKILL');
      await ended;
      // Also proves that the dead process's lock is taken over.
      left.push(await rows());
    }
    expect(left.filter((n) => n !== 500 && n !== 500 + total)).toEqual([]);
    expect(
      // DuckDB's own log may outlive a close by a moment; it belongs to the store, and the next opening applies it.
      readdirSync(folder).filter(
        (name) => name.startsWith('market.duckdb.') && !/\.(before|wal)$/.test(name),
      ),
    ).toEqual([]);
    // The first moments are early enough to have stopped it: the test did kill something.
    expect(left[0]).toBe(500);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
