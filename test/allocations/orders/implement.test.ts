import type { Allocation } from '../../../allocations/allocation.ts';
import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { implement } from '../../../allocations/orders/implement.ts';
import { DEFAULT_HEDGE_RULES } from '../../../allocations/hedge/hedge-rules.ts';
import { readPortfolioFile } from '../../../allocations/holdings/portfolio-file.ts';
import { day } from '../../../src/market/day.ts';
import { marketOf } from '../../regimes/market.fixture.ts';

test('the hedge uses the given portfolio, even on a day whose charges are not known', () => {
  const asOf = day('2003-06-30');
  const portfolio = readPortfolioFile('position,value\nmomentum,1000000\n', 'held.csv', {
    asOf,
    knownIssuers: null,
  });
  const allocation = {
    method: 'inverse-volatility',
    regime: 'bearish',
    final: { momentum: 1 },
    strategic: [],
    risk: { final: { kind: 'estimated', beta: 1.1 } },
  } as unknown as Allocation;
  const { execution, hedge } = implement(allocation, {
    view: marketOf(
      new Map([['nifty-50.close', [{ observedOn: asOf, knownOn: asOf, value: 1134.15, rank: 0 }]]]),
    ).view(asOf),
    portfolio,
    stocks: null,
    futures: [],
    costs: DEFAULT_COST_RULES,
    hedge: DEFAULT_HEDGE_RULES,
  });
  expect(execution.kind).toBe('unavailable');
  expect(hedge).toEqual({
    kind: 'unavailable',
    reason: expect.stringContaining('The store has no Nifty futures prices of 30 Jun 2003') as string,
  });
});
