import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulateDemoShares } from '../fixtures/equities/demo-stocks.ts';
import { writeSimulatedEquities } from '../fixtures/equities/write.ts';
import { simulateMarket } from '../fixtures/simulated-market.ts';
import { writeSimulatedMarket } from '../fixtures/write.ts';
import { day } from '../src/market/day.ts';
import { importPaths } from '../src/market/import/import.ts';
import { openStore } from '../src/market/store/store.ts';

/** A store of its own, holding the given market files or else the twenty years of the simulated market, with so many shares. */
export async function demoStore(
  paths?: readonly string[],
  { shares = 0 }: { readonly shares?: number } = {},
): Promise<{ readonly file: string; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'trrm-bench-'));
  const file = join(folder, 'market.duckdb');
  const files = join(folder, 'files');
  const market = [...(paths ?? (await writeSimulatedMarket(simulateMarket(), files)))];
  if (shares > 0) market.push(...(await writeSimulatedEquities(simulateDemoShares(shares), files)));
  const store = await openStore(file, { purpose: 'bench', mode: 'create' });
  try {
    await importPaths(store, market, { today: day('2026-01-01') });
  } finally {
    await store.close();
  }
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
