import { FROM_ROWS } from '../../src/decision/stocks/building.ts';
import { type MonthlyRun, runMonth, type RunRequest } from '../../src/decision/monthly-run.ts';
import { day } from '../../src/market/day.ts';
import { riskRules } from '../../src/risk/risk-rules.ts';
import type { RuleBook } from '../../src/rulebook/rule-book.ts';
import { whatIf } from '../../src/whatif/simulate.ts';
import { BOOK, keeping, type SmallStore, smallStore } from '../decision/stocks/store.fixture.ts';

/** The same risk with half the memory (84 sessions by default), so that every forecast of variation is another. */
const OTHER: RuleBook = {
  ...BOOK,
  risk: riskRules.parse({
    ...BOOK.risk,
    covariance: { ...BOOK.risk.covariance, volatility: { halfLife: 42 } },
  }),
};
// Given values, so that what is held does not hang on the rules.
const portfolio = { file: 'held.csv', text: 'position,value\nquality,4000000\nvalue,6000000\n' };

let small: SmallStore;
let request: RunRequest;
let run: MonthlyRun;

beforeAll(async () => {
  small = await smallStore();
  const engine = { name: 'trrm', version: '0', sources: '' } as const;
  const throughImport = await small.store.lastImport();
  const building = keeping(small.folder);
  request = { asOf: day('2023-12-29'), book: BOOK, portfolio, engine, throughImport, building };
  run = await runMonth(small.store, request);
}, 120_000);
afterAll(() => small.remove());

const supposing = (supposedBook: RuleBook) =>
  whatIf({
    market: run.market,
    simulated: true,
    asOf: request.asOf,
    book: BOOK,
    shocks: [],
    forced: null,
    supposedBook,
    basisUnder: run.basisUnder,
    carrying: run.carrying,
  });

test('supposed rules of the risk model allocate as a run under them does, and nothing of it is kept', async () => {
  const { before, after } = await supposing(OTHER);
  const under = await runMonth(small.store, { ...request, book: OTHER, building: FROM_ROWS });
  expect(before.allocation).toEqual(run.decision.allocation);
  expect(after.allocation).toEqual(under.decision.allocation);
  expect(after.execution).toEqual(under.decision.execution);
  expect(after.allocation.risk.after).not.toEqual(before.allocation.risk.after);

  const reading = keeping(small.folder, false);
  await runMonth(small.store, { ...request, building: reading });
  expect(reading.steps).toBe(0);
});

test('other rules of the signals leave what was built as it is', async () => {
  const steps = keeping(small.folder, false);
  const again = await runMonth(small.store, { ...request, building: steps });
  const regimes = { ...BOOK.regimes, enterBullish: 0.9 };
  expect(again.basisUnder({ ...BOOK, regimes })).toBeDefined();
  const basis = await again.basisUnder({ ...BOOK, regimes })(request.asOf);
  expect(basis).toBe(await again.basisUnder(BOOK)(request.asOf));
  expect(steps.steps).toBe(0);
});
