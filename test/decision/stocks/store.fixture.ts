import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulateEquities } from '../../../fixtures/equities/equity-market.ts';
import { writeSimulatedEquities } from '../../../fixtures/equities/write.ts';
import { simulateMarket } from '../../../fixtures/simulated-market.ts';
import { writeSimulatedMarket } from '../../../fixtures/write.ts';
import type { Building } from '../../../src/decision/stocks/building.ts';
import { FROM_ROWS } from '../../../src/decision/stocks/building.ts';
import { shareKnowledge, type ShareKnowledge } from '../../../src/decision/stocks/stock-snapshot-provider.ts';
import { sessionsOf } from '../../../src/market/calendar/calendar.ts';
import { addDays, type Day, day } from '../../../src/market/day.ts';
import { importPaths } from '../../../src/market/import/import.ts';
import { openStore, type Store } from '../../../src/market/store/store.ts';
import { riskRules } from '../../../src/risk/risk-rules.ts';
import { DEFAULT_RULE_BOOK, type RuleBook } from '../../../src/rulebook/rule-book.ts';
import { cutDown } from '../../sleeves/sleeves.fixture.ts';

/** The default rules with an estimation universe and sleeves that some ninety companies can fill. */
export const BOOK: RuleBook = {
  ...DEFAULT_RULE_BOOK,
  risk: riskRules.parse({ universe: { size: { kind: 'share', of: 1 } } }),
  sleeves: cutDown(DEFAULT_RULE_BOOK.sleeves),
};

export interface SmallStore {
  readonly folder: string;
  readonly store: Store;
  readonly remove: () => Promise<void>;
}

/** Two years of a simulated market with ninety companies, as imported on the day after. */
export async function smallStore(): Promise<SmallStore> {
  const folder = mkdtempSync(join(tmpdir(), 'trrm-stocks-'));
  const period = { seed: 11, from: '2022-04-01', to: '2024-03-31' };
  const files = join(folder, 'files');
  const paths = [
    ...(await writeSimulatedMarket(simulateMarket(period), files)),
    ...(await writeSimulatedEquities(simulateEquities({ ...period, issuers: 90 }), files)),
  ];
  const store = await openStore(join(folder, 'market.duckdb'), { purpose: 'test' });
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

/** What a run on `asOf` knows, at that day or one before it. */
export async function known(
  store: Store,
  { asOf, at = asOf, ...how }: { asOf: Day; at?: Day; building?: Building; throughImport?: number },
): Promise<ShareKnowledge> {
  const market = await store.load(['nifty-50.close']);
  const knowledge = shareKnowledge(store, {
    book: BOOK,
    asOf,
    before: at === asOf ? [] : [at],
    calendar: sessionsOf(market.view(addDays(asOf, 31))),
    throughImport: how.throughImport ?? (await store.lastImport()),
    building: how.building ?? FROM_ROWS,
  });
  return knowledge(at);
}

/** A building that keeps what it builds, and counts the sessions that it goes through. */
export function keeping(folder: string, mayWrite = true): Building & { steps: number } {
  const counting = {
    steps: 0,
    kept: { model: join(folder, 'inec1'), sleeves: join(folder, 'sleeves.json'), mayWrite },
    progress: () => void counting.steps++,
  };
  return counting;
}
