import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulateEquities } from '../../../fixtures/equities/equity-market.ts';
import { writeSimulatedEquities } from '../../../fixtures/equities/write.ts';
import { simulateMarket } from '../../../fixtures/simulated-market.ts';
import { writeSimulatedMarket } from '../../../fixtures/write.ts';
import type { ModelBuildOptions } from '../../../src/decision/stocks/model-build-options.ts';
import { WITHOUT_CACHE } from '../../../src/decision/stocks/model-build-options.ts';
import {
  stockSnapshotProvider,
  type StockSnapshotResult,
} from '../../../src/decision/stocks/stock-snapshot-provider.ts';
import { sessionsOf } from '../../../src/market/calendar/calendar.ts';
import { addDays, type Day, day } from '../../../src/market/day.ts';
import { importPaths } from '../../../src/market/import/import.ts';
import { openStore, type Store } from '../../../src/market/store/store.ts';
import { riskRules } from '../../../src/risk/risk-rules.ts';
import { DEFAULT_RULE_BOOK, type RuleBook } from '../../../src/rulebook/rule-book.ts';
import { scaledDown } from '../../sleeves/sleeves.fixture.ts';

/** The default rules, with an estimation universe and sleeves small enough for ninety stocks. */
export const BOOK: RuleBook = {
  ...DEFAULT_RULE_BOOK,
  risk: riskRules.parse({ universe: { size: { kind: 'fraction', of: 1 } } }),
  sleeves: scaledDown(DEFAULT_RULE_BOOK.sleeves),
};

export interface SmallStore {
  readonly folder: string;
  readonly store: Store;
  readonly remove: () => Promise<void>;
}

/** Two years of a simulated market with ninety stocks, imported on the following day. */
export async function smallStore(): Promise<SmallStore> {
  const folder = mkdtempSync(join(tmpdir(), 'trrm-stocks-'));
  const period = { seed: 11, from: '2022-04-01', to: '2024-03-31' };
  const files = join(folder, 'files');
  const paths = [
    ...(await writeSimulatedMarket(simulateMarket(period), files)),
    ...(await writeSimulatedEquities(simulateEquities({ ...period, issuers: 90 }), files)),
  ];
  const store = await openStore(join(folder, 'market.duckdb'), { purpose: 'test', mode: 'create' });
  await importPaths(store, paths, { today: day('2024-04-01') });
  return {
    folder,
    store,
    remove: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The stock snapshot of a run on `asOf`, at that day or an earlier one. */
export async function snapshotOf(
  store: Store,
  { asOf, at = asOf, ...how }: { asOf: Day; at?: Day; options?: ModelBuildOptions; throughImport?: number },
): Promise<StockSnapshotResult> {
  const market = await store.load(['nifty-50.close']);
  const throughImport = how.throughImport ?? (await store.lastImport());
  const knowledge = stockSnapshotProvider(store, {
    stocks: store.stocksAtCloses({ days: [asOf, at], throughImport }),
    book: BOOK,
    asOf,
    earlierDays: at === asOf ? [] : [at],
    calendar: sessionsOf(market.view(addDays(asOf, 31))),
    throughImport,
    options: how.options ?? WITHOUT_CACHE,
  });
  return knowledge(at);
}

/** Build options with a cache, which count the sessions that are built. */
export function cachedBuild(folder: string, writable = true): ModelBuildOptions & { steps: number } {
  const counting = {
    steps: 0,
    cache: { riskModel: join(folder, 'inec1'), sleeves: join(folder, 'sleeves.json'), writable },
    progress: () => void counting.steps++,
  };
  return counting;
}
