import { callMonth } from '../../../regimes/model/call.ts';
import { scoreSignal } from '../../../regimes/model/score-signal.ts';
import { niftyRegression } from '../../../signals/nifty-regression.ts';
import { callRegime, loadMarket, regimeHistory } from '../../../src/decision/regime/call-regime.ts';
import { day } from '../../../src/market/day.ts';
import { UserError } from '../../../src/market/problem.ts';
import { parseRuleBook } from '../../../src/rulebook/parse.ts';
import { DEFAULT_RULE_BOOK, signalsOf } from '../../../src/rulebook/rule-book.ts';
import { marketOf, smallMarket } from '../../regimes/market.fixture.ts';

const market = marketOf(smallMarket(3));
const store = { load: () => Promise.resolve(market) };
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof UserError ? error.problems[0]!.code : String(error)),
  );

test('a store and the market loaded from it give the call of the model', async () => {
  const called = callMonth(
    market,
    day('2021-06-30'),
    signalsOf(DEFAULT_RULE_BOOK),
    DEFAULT_RULE_BOOK.regimes,
  );
  const expected = { ...called.call, signals: called.signals };
  expect(await callRegime(market, '2021-06-30')).toEqual(expected);
  expect(await callRegime(store, '2021-06-30')).toEqual(expected);
  expect(await callRegime(await loadMarket(store), day('2021-06-30'))).toEqual(expected);
});

test('without a date the call is that of the last session', async () => {
  const last = (await regimeHistory(market)).at(-1)!;
  const call = await callRegime(market);
  expect([call.asOf, call.regime, call.score]).toEqual([last.monthEnd, last.regime, last.score]);
});

test('a history keeps to its period, and every month agrees with the call at that date', async () => {
  const months = await regimeHistory(market, { from: '2021-01-01', to: '2021-06-30' });
  expect(months.map((m) => m.monthEnd.slice(0, 7))).toEqual([
    '2021-01',
    '2021-02',
    '2021-03',
    '2021-04',
    '2021-05',
    '2021-06',
  ]);
  for (const { monthEnd, score, regime } of months)
    expect(await callRegime(market, monthEnd)).toMatchObject({ score, regime });
});

test('other rules give other calls', async () => {
  const rules = parseRuleBook('regimes: { voteThreshold: 0.01 }');
  const votes = (await callRegime(market, '2021-06-30', { rules })).signals.map((s) => s.vote);
  expect(votes).not.toContain('neutral');
});

test('a signal scored alone has the scores of the history', async () => {
  const months = await regimeHistory(market, { from: '2020-01-01' });
  const alone = scoreSignal(niftyRegression, market, { from: '2020-01-01' });
  expect(alone.map(({ monthEnd, score }) => [monthEnd, score])).toEqual(
    months.map(({ monthEnd, scores }) => [monthEnd, scores['nifty-regression']]),
  );
});

test.each<[string, () => Promise<unknown>, string]>([
  ['a date that does not exist', () => callRegime(market, '2021-02-30'), 'bad-date'],
  ['a date in another notation', () => callRegime(market, '31/03/2020'), 'bad-date'],
  ['a day that is not a number', () => callRegime(market, NaN as ReturnType<typeof day>), 'bad-date'],
  ['a date before the first session', () => callRegime(market, '1999-01-01'), 'no-sessions'],
  ['a market without sessions', () => callRegime(marketOf(new Map())), 'no-sessions'],
  ['a reversed period', () => regimeHistory(market, { from: '2021-06-30', to: '2021-01-01' }), 'period'],
  [
    'a parameter out of range',
    async () => scoreSignal(niftyRegression, market, { params: { weight: -1 } }),
    'signal-parameter',
  ],
  [
    'a parameter that does not exist',
    async () => scoreSignal(niftyRegression, market, { params: { magic: 1 } }),
    'signal-parameter',
  ],
])('%s is refused', async (_, work, code) => {
  expect(await codeOf(Promise.resolve().then(work))).toBe(code);
});
