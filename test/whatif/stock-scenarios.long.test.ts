import { WITHOUT_CACHE } from '../../src/decision/stocks/model-build-options.ts';
import { type MonthlyRun, runMonth, type RunRequest } from '../../src/decision/run/monthly-run.ts';
import { day } from '../../src/market/day.ts';
import { riskRules } from '../../src/risk/risk-rules.ts';
import type { RuleBook } from '../../src/rulebook/rule-book.ts';
import { suppose } from '../../src/whatif/suppose.ts';
import { warmMonth } from '../../src/whatif/warm-month.ts';
import { BOOK, cachedBuild, type SmallStore, smallStore } from '../decision/stocks/store.fixture.ts';

/** Half the volatility half-life (84 sessions by default), so that every volatility forecast differs. */
const OTHER: RuleBook = {
  ...BOOK,
  risk: riskRules.parse({
    ...BOOK.risk,
    covariance: { ...BOOK.risk.covariance, volatility: { halfLife: 42 } },
  }),
};
// Positions are given as values, so the holdings do not depend on the rules.
const portfolio = { file: 'held.csv', text: 'position,value\nquality,4000000\nvalue,6000000\n' };

let small: SmallStore;
let request: RunRequest;
let run: MonthlyRun;

beforeAll(async () => {
  small = await smallStore();
  const engine = { name: 'trrm', version: '0', sources: '' } as const;
  const throughImport = await small.store.lastImport();
  const modelBuild = cachedBuild(small.folder);
  request = { asOf: day('2023-12-29'), book: BOOK, portfolio, engine, throughImport, modelBuild };
  run = await runMonth(small.store, request);
});
afterAll(() => small.remove());

const underRules = (assumedBook: RuleBook) =>
  suppose(warmMonth({ ...run, asOf: request.asOf, book: BOOK }), { shocks: [], forced: null, assumedBook });

test('a what-if with other risk-model rules allocates as a run under those rules does, and stores nothing', async () => {
  const { before, after } = await underRules(OTHER);
  const under = await runMonth(small.store, { ...request, book: OTHER, modelBuild: WITHOUT_CACHE });
  expect(before.allocation).toEqual(run.decision.allocation);
  expect(after.allocation).toEqual(under.decision.allocation);
  expect(after.execution).toEqual(under.decision.execution);
  expect(after.allocation.risk.final).not.toEqual(before.allocation.risk.final);

  const readOnly = cachedBuild(small.folder, false);
  await runMonth(small.store, { ...request, modelBuild: readOnly });
  expect(readOnly.steps).toBe(0);
});

test('a what-if with other signal rules reuses the built models', async () => {
  const readOnly = cachedBuild(small.folder, false);
  const again = await runMonth(small.store, { ...request, modelBuild: readOnly });
  const regimes = { ...BOOK.regimes, enterBullish: 0.9 };
  expect(again.snapshotsUnder({ ...BOOK, regimes })).toBeDefined();
  const stocks = await again.snapshotsUnder({ ...BOOK, regimes })(request.asOf);
  expect(stocks).toBe(await again.snapshotsUnder(BOOK)(request.asOf));
  expect(readOnly.steps).toBe(0);
});
