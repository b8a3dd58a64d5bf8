import { POSITIONS } from '../../../allocations/positions.ts';
import type { AllocationRules } from '../../../allocations/rules.ts';
import type { DecidedMonth } from '../../../src/backtest/decide-index-month.ts';
import {
  commonField,
  firstMeasured,
  isMeasured,
} from '../../../src/backtest/instruments/one-kind-of-level.ts';
import type { OpenedBacktest } from '../../../src/backtest/open-backtest.ts';
import { refuseWithoutLevel } from '../../../src/backtest/refuse-without-level.ts';
import type { AsOfView } from '../../../src/market/as-of.ts';
import { day } from '../../../src/market/day.ts';

/** Month-ends; the index of momentum has prices from the start and total returns from March, that of alpha total returns only. */
const sessions = ['2016-01-29', '2016-02-29', '2016-03-31', '2016-04-29', '2016-05-31'].map(day);
const STARTS: Readonly<Record<string, string>> = {
  'mom.close': '2016-01-29',
  'mom.tri': '2016-03-31',
  'alpha.tri': '2016-02-29',
  'nifty-500.tri': '2016-01-29',
};
const view = {
  column: (key: string) => ({ observedOn: key in STARTS ? [day(STARTS[key]!)] : [] }),
} as unknown as AsOfView;
const instruments = {
  momentum: { series: 'mom' },
  alpha: { series: 'alpha', name: 'ALPHA 50' },
  dividend: { series: 'div', name: 'DIVIDEND 50' },
} as unknown as AllocationRules['instruments'];
const indices = { view, sessions, instruments, benchmarks: ['nifty-500'] };
const from = (first: number) => ({ ...indices, span: { first, last: 4 } });

test('prices measure a span at whose start an index has no total returns, and then not an index without prices', () => {
  expect([0, 1, 2].map((s) => commonField(from(s)))).toEqual(['close', 'close', 'tri']);
  expect([0, 1, 2].map((s) => isMeasured(from(s)))).toEqual([false, false, true]);
  expect(firstMeasured([0, 1, 2, 3], from(0))).toBe(2);
  // A span that ends before alpha begins has no use for its levels.
  expect(isMeasured({ ...indices, span: { first: 0, last: 0 } })).toBe(true);
});

test('a position without a level is refused with the spans that can be measured', () => {
  const months = [0, 1, 2, 3].map((decided) => ({
    decided,
    filled: decided + 1,
    until: Math.min(4, decided + 2),
  }));
  const levels = POSITIONS.map((id) =>
    new Float64Array(5).fill(['alpha', 'dividend'].includes(id) ? NaN : 1),
  );
  const opened = {
    market: { levels, field: 'close' },
    schedule: { sessions, months },
    levelsOf: indices,
  } as unknown as OpenedBacktest;
  const decided = (id: string) =>
    ({ weights: POSITIONS.map((p) => (p === id ? 1 : 0)) }) as unknown as DecidedMonth;
  expect(() => refuseWithoutLevel(opened, 3, decided('momentum'))).not.toThrow();
  expect(() => refuseWithoutLevel(opened, 3, decided('alpha'))).toThrow(
    /has no price level.* Give --from 2016-03-31, or --to 2016-04-29\. Or import price levels of ALPHA 50/,
  );
  // A later start does not help where the store has no level of the index at all.
  expect(() => refuseWithoutLevel(opened, 3, decided('dividend'))).toThrow(
    /Give --to 2016-04-29\. Or import price levels of DIVIDEND 50, or set another index in allocations\.instruments\.dividend/,
  );
});
