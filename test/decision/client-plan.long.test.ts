import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulateFunds } from '../../fixtures/funds/simulated-funds.ts';
import { writeSimulatedFunds } from '../../fixtures/funds/write.ts';
import { simulateMarket } from '../../fixtures/simulated-market.ts';
import { writeSimulatedMarket } from '../../fixtures/write.ts';
import { readClient } from '../../allocations/profile/client-file.ts';
import { clientTemplate } from '../../allocations/profile/client-template.ts';
import { clientPlan } from '../../src/decision/client-plan/client-plan.ts';
import { loadFundCard } from '../../src/funds/load-card.ts';
import { day } from '../../src/market/day.ts';
import { importPaths } from '../../src/market/import/import.ts';
import { openStore, type Store } from '../../src/market/store/store.ts';
import { renderFundCard } from '../../src/report/funds/card-page.ts';
import { renderClientPlan } from '../../src/report/funds/plan/page.ts';
import { planJson } from '../../src/report/funds/plan/plan-json.ts';
import { DEFAULT_RULE_BOOK } from '../../src/rulebook/rule-book.ts';

describe('a client’s plan on the simulated market with funds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trrm-plan-'));
  const client = readClient(
    clientTemplate().replace('2021-12-01', '2025-03-01').replace('Name of the client', '<b>A & B</b>'),
  );
  let store: Store;
  beforeAll(async () => {
    const market = simulateMarket();
    const files = [
      ...(await writeSimulatedMarket(market, folder)),
      ...(await writeSimulatedFunds(simulateFunds(market), folder)),
    ];
    store = await openStore(join(folder, 'market.duckdb'), { purpose: 'test', mode: 'create' });
    await importPaths(store, files, { today: day('2026-01-01') });
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('fills every class within its bands, spends the money, and explains its return to the last digit', async () => {
    const plan = await clientPlan(store, client, { book: DEFAULT_RULE_BOOK, today: day('2026-01-01') });
    expect(plan.profile.profile).toBe('growth');
    const weights = Object.values(plan.weights.weights);
    expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 8);
    expect(Math.max(...weights)).toBeLessThanOrEqual(0.25 + 1e-9);
    expect(plan.orders.cash).toBeLessThan(5000);
    const a = plan.attribution!;
    expect(a.strategic + a.tactical + a.category + a.selection + a.costs).toBeCloseTo(
      a.portfolio - a.benchmark,
      12,
    );
    expect(plan.tactical.record!.months).toBeGreaterThan(60);
    expect(JSON.stringify(planJson(plan))).not.toMatch(/NaN|Infinity/);
    const page = renderClientPlan(plan);
    expect(page).toContain('&lt;b&gt;A &amp; B&lt;/b&gt;');
    expect(page).not.toContain('<b>A');
    const again = await clientPlan(store, client, { book: DEFAULT_RULE_BOOK, today: day('2026-01-01') });
    expect(renderClientPlan(again)).toBe(page);
  });

  it('and its cards do not use facts that became known later', async () => {
    const card = (asOf: string) =>
      loadFundCard(store, { category: 'large-cap', asOf: day(asOf), benchmark: 'nifty-50' });
    const now = await card('2025-03-31');
    expect(now.funds.every(({ facts }) => facts.ter !== null)).toBe(true);
    expect(renderFundCard(now, { simulated: true })).toContain('describes the past; it does not predict');
    // The facts are known from 4 March 2025.
    const before = await card('2025-01-31');
    expect(before.funds.every(({ facts }) => facts.ter === null)).toBe(true);
    expect(
      before.funds.flatMap(({ flags }) => flags).filter(({ id }) => id === 'expensive' || id === 'small'),
    ).toEqual([]);
    expect(before.problems.map(({ code }) => code)).toContain('category-known-later');
  });
});
