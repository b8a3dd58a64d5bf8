import type { Allocation } from '../../../allocations/allocation.ts';
import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { carryOut } from '../../../allocations/orders/implement.ts';
import { DEFAULT_HEDGE_RULES } from '../../../allocations/hedge/hedge-rules.ts';
import { readPortfolioFile } from '../../../allocations/holdings/portfolio-file.ts';
import { day } from '../../../src/market/day.ts';
import { marketOf } from '../../regimes/market.fixture.ts';

test('The hedge is of the portfolio that was given, also on a day whose charges are not known', () => {
  const asOf = day('2003-06-30');
  const held = readPortfolioFile('position,value\nmomentum,1000000\n', 'held.csv', { asOf, known: null });
  const allocation = {
    method: 'inverse-volatility',
    regime: 'bearish',
    after: { momentum: 1 },
    strategic: [],
    risk: { after: { kind: 'estimated', beta: 1.1 } },
  } as unknown as Allocation;
  const { execution, hedge } = carryOut(allocation, {
    view: marketOf(
      new Map([['nifty-50.close', [{ observedOn: asOf, knownOn: asOf, value: 1134.15, rank: 0 }]]]),
    ).view(asOf),
    held,
    basis: null,
    futures: [],
    costs: DEFAULT_COST_RULES,
    hedge: DEFAULT_HEDGE_RULES,
  });
  expect(execution.kind).toBe('unavailable');
  expect(hedge).toEqual({
    kind: 'unavailable',
    why: expect.stringContaining('There is no price of Nifty futures of 30 Jun 2003') as string,
  });
});
