import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { DEFAULT_HEDGE_RULES } from '../../../allocations/hedge/hedge-rules.ts';
import type { MonthlyHedgeRequest } from '../../../allocations/hedge/monthly-hedge.ts';
import { day } from '../../../src/market/day.ts';
import type { FutureQuote } from '../../../src/market/futures.ts';

/** The close of a Nifty future. */
export const quote = (expiry: string, close: number, on = '2021-12-31'): FutureQuote => ({
  observedOn: day(on),
  knownOn: day(on),
  expiry: day(expiry),
  close,
  settle: null,
  contracts: null,
  openInterest: null,
});

/** ₹ 10 crore at a beta of 1.1 in a bearish market; Nifty futures of the last day of 2021. */
export const REQUEST: MonthlyHedgeRequest = {
  asOf: day('2021-12-31'),
  regime: 'bearish',
  beta: 1.1,
  value: 1e8,
  reserve: 0.03,
  spot: 17_354.05,
  futures: [quote('2022-02-24', 17_453.85), quote('2022-01-27', 17_409.95), quote('2021-12-30', 17_200)],
  vix: null,
  marginVolatility: null,
  rules: DEFAULT_HEDGE_RULES,
  costs: DEFAULT_COST_RULES,
};
