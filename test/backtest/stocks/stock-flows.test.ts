import type { OpenedBacktest } from '../../../src/backtest/open-backtest.ts';
import { futurePrices } from '../../../src/backtest/hedge/future-prices.ts';
import { stockFlows } from '../../../src/backtest/stocks/stock-flows.ts';
import { day } from '../../../src/market/day.ts';
import { DEFAULT_RULE_BOOK } from '../../../src/rulebook/rule-book.ts';
import { type MadeMarket, madeMarket } from './stock-account.fixture.ts';

const EXPIRY = day('2021-04-29');
/** Sessions from 29 March 2021; the future rises by 100 points in each from 15,000. */
const made = madeMarket('2021-03-29', 6, { interest: 0 });

/** The parts of a back-test that futures and fees read. */
function openedWith(
  { sessions }: MadeMarket,
  { performance, isHedged }: { performance: number; isHedged: boolean },
): OpenedBacktest {
  const versions = sessions.map((on, s) => ({
    observedOn: on,
    knownOn: on,
    expiry: EXPIRY,
    close: 15_000 + 100 * s,
    settle: null,
    contracts: null,
    openInterest: null,
  }));
  return {
    plan: { expenses: true, costs: false },
    schedule: { sessions, months: [{ decided: 0, filled: 0, until: sessions.length - 1 }] },
    book: {
      ...DEFAULT_RULE_BOOK,
      backtest: { ...DEFAULT_RULE_BOOK.backtest, fee: { fixed: 0, performance, hurdle: 0 } },
    },
    futures: isHedged ? futurePrices({ versions, rank: new Uint8Array(versions.length) }) : null,
  } as unknown as OpenedBacktest;
}

test('a performance fee is paid from cash on 31 March, as a part of the value that its share of the gain is', () => {
  const account = made.account({ value: 1e7 });
  const flows = stockFlows(openedWith(made, { performance: 0.2, isHedged: false }), account);
  account.advance([made.slice(1, [1, 1, 1, 1])], () => {});
  expect(flows.settle(1.1).afterFees).toBe(1);
  account.advance([made.slice(2, [1, 1, 1, 1])], () => {});
  expect(account.day).toBe(day('2021-03-31'));
  const { afterFees } = flows.settle(1.1);
  expect(afterFees).toBeCloseTo(1 - (0.2 * 0.1) / 1.1, 12);
  expect(account.value()).toBeCloseTo(1e7 * afterFees, 2);
  expect(flows.fees()![2]).toBeCloseTo(1.1 * (1 - afterFees), 12);
});

test('futures are settled in cash, and their profit is taxed as business income', () => {
  const account = made.account({ value: 1e7, levies: { surcharge: 0, cess: null } });
  const flows = stockFlows(openedWith(made, { performance: 0, isHedged: true }), account);
  const hedge = { kind: 'futures', expiry: '2021-04-29', units: -150, initialMargin: 0.12 } as const;
  expect(flows.trade(1, hedge)).toBe(0);
  account.advance([made.slice(1, [1, 1, 1, 1])], () => {});
  expect(flows.settle(1).hedged).toBeCloseTo(1 - 15_000 / 1e7, 12);
  expect(account.cash).toBe(1e7 - 15_000);
  flows.trade(1);
  const { months, flow } = flows.walked()!;
  expect(months).toEqual([expect.objectContaining({ profit: -15_000, charges: 0, unpriced: 0 })]);
  expect(flow[1]).toBeCloseTo(-15_000 / 1e7, 12);
  expect(account.tax!.business.profit).toBe(-15_000 * 100);
});
