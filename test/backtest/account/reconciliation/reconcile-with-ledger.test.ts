import { POSITIONS } from '../../../../allocations/positions.ts';
import { NSE_PROXY_INDICES } from '../../../../allocations/inverse-volatility/proxy-indices.ts';
import { reconcileWithLedger } from '../../../../src/backtest/account/reconciliation/reconcile-with-ledger.ts';
import { appendDecision } from '../../../../src/decision/ledger/ledger.ts';
import type { Decision } from '../../../../src/decision/document/decision.ts';
import { type Day, day } from '../../../../src/market/day.ts';
import type { SeriesKey } from '../../../../src/market/series.ts';
import type { Store } from '../../../../src/market/store/store.ts';
import { asSchema1 } from '../../../decision/decision-1.fixture.ts';
import { madeDecision, PORTFOLIO, RULEBOOK, sleeveRows } from '../../../decision/decision.fixture.ts';
import { storeOf as memoryStore } from '../../../decision/memory-store.fixture.ts';
import { marketOf } from '../../../regimes/market.fixture.ts';
import { storeOf, type TempStore } from '../../../temp-store.ts';

/** The small market without bonds: gold, liquid fund and G-sec keep their value. */
const ROWS = new Map([...sleeveRows(7)].filter(([key]) => key !== 'gsec-10y.close'));
const [FIRST_FILL, SECOND_FILL, END] = ['2021-05-03', '2021-06-01', '2021-06-29'].map(day) as [Day, Day, Day];

let ledger: TempStore;
let decisions: readonly Decision[];
beforeAll(async () => {
  decisions = [
    await madeDecision('2021-04-30', { held: true }),
    await madeDecision('2021-05-31', { held: true }),
  ];
});
beforeEach(async () => (ledger = await storeOf([])));
afterEach(async () => ledger.remove());

const record = (decision: Decision, recordedOn: string) =>
  appendDecision(ledger.store, { decision, rulebook: RULEBOOK, portfolio: PORTFOLIO, recordedOn });

const levelOf = (id: string, on: Day): number => {
  const key: SeriesKey | null =
    id === 'nifty-50'
      ? 'nifty-50.close'
      : id in NSE_PROXY_INDICES
        ? `${NSE_PROXY_INDICES[id as keyof typeof NSE_PROXY_INDICES].series}.tri`
        : null;
  return key === null ? 1 : ROWS.get(key)!.find((row) => row.observedOn === on)!.value;
};
const growthOf = (weights: Decision['allocation']['final'], from: Day, to: Day): number =>
  POSITIONS.reduce((sum, id) => sum + ((weights[id] ?? 0) * levelOf(id, to)) / levelOf(id, from), 0);

const days = ROWS.get('nifty-50.close')!
  .map((row) => row.observedOn)
  .filter((d) => d >= day('2021-04-30') && d <= END)
  .map((d, i) => ({ day: d, value: 1e6 + i, flow: 0, fees: 0, flowAt: 'start' as const }));
const path = { days: days.map((d) => d.day), values: days.map((d) => d.value) };
const reconcile = () => {
  const { store } = ledger;
  const of = { ...memoryStore(marketOf(ROWS)), transaction: (work) => store.transaction(work) } as Store;
  return reconcileWithLedger(of, path, { days, trades: [], holdings: [] });
};

test('the paper portfolio is the recorded weights, filled at the next close and left alone until the next fill', async () => {
  const [first, second] = decisions as [Decision, Decision];
  await record(first, '2021-05-03');
  await record(second, '2021-05-31');
  const { found, problems } = await reconcile();
  const { opening, final } = first.allocation;
  const toFirst = growthOf(opening, day('2021-04-30'), FIRST_FILL);
  const toSecond = growthOf(final, FIRST_FILL, SECOND_FILL);
  const toEnd = growthOf(second.allocation.final, SECOND_FILL, END);
  expect(found!.returns!.paper).toBeCloseTo(toFirst * toSecond * toEnd - 1, 10);
  expect(found!.decisions.map((d) => [d.entry, d.filled])).toEqual([
    [1, '2021-05-03'],
    [2, '2021-06-01'],
  ]);
  expect(found!.decisions[0]!.orders).toBeNull();
  expect(problems.map((p) => p.code)).toContain('no-trades');
});

test('decisions recorded too late, of an earlier version, or none at all leave nothing to follow', async () => {
  expect((await reconcile()).found).toBeNull();
  await record(decisions[0]!, '2021-05-04');
  expect((await reconcile()).found).toBeNull();
  await record(asSchema1(decisions[1]!) as unknown as Decision, '2021-05-31');
  const { found, problems } = await reconcile();
  expect(found).toBeNull();
  expect(problems.map((p) => p.code)).toEqual(['decision-version', 'no-live-decision']);
});
