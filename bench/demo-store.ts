import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulateDemoStocks } from '../fixtures/equities/demo-stocks.ts';
import { writeSimulatedEquities } from '../fixtures/equities/write.ts';
import { type SimulatedMarket, simulateMarket } from '../fixtures/simulated-market.ts';
import { writeSimulatedMarket } from '../fixtures/write.ts';
import { day } from '../src/market/day.ts';
import { importPaths } from '../src/market/import/import.ts';
import { openStore } from '../src/market/store/store.ts';

/**
 * A temporary store with the given market files, or by default twenty years of the simulated market.
 *
 * @param options `stocks`: number of simulated stocks to add; `market`: another simulated market.
 */
export async function demoStore(
  paths?: readonly string[],
  { stocks = 0, market: simulated }: { readonly stocks?: number; readonly market?: SimulatedMarket } = {},
): Promise<{ readonly file: string; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'trrm-bench-'));
  const file = join(folder, 'market.duckdb');
  const files = join(folder, 'files');
  const market = [...(paths ?? (await writeSimulatedMarket(simulated ?? simulateMarket(), files)))];
  if (stocks > 0) market.push(...(await writeSimulatedEquities(simulateDemoStocks(stocks), files)));
  const store = await openStore(file, { purpose: 'bench', mode: 'create' });
  try {
    await importPaths(store, market, { today: day('2026-01-01') });
  } finally {
    await store.close();
  }
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
