import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { planOrders } from '../../../allocations/orders/order-plan.ts';
import type { Order } from '../../../allocations/orders/result.ts';
import { largeOrderWarning } from '../../../allocations/orders/large-orders.ts';
import { readPortfolioFile } from '../../../allocations/holdings/portfolio-file.ts';
import { day } from '../../../src/market/day.ts';
import { threeStockSnapshot } from './stock-snapshot.fixture.ts';

const order = (name: string, daysOfTrading: number | null): Order =>
  ({ name, daysOfTrading }) as Partial<Order> as Order;

test('orders above the participation limit raise one warning, the largest first', () => {
  const [problem, ...more] = largeOrderWarning(
    [order('A', 0.21), order('B', 1.5), order('C', 0.2), order('D', null), order('E', 0.4), order('F', 0.3)],
    0.2,
  );
  expect(more).toEqual([]);
  expect(problem!.message).toBe(
    '4 orders exceed 20 % of a typical day’s traded value: B (1.5 days), E (0.4 days), F (0.3 days) and 1 other.',
  );
  // 1.5 days of trading at a fifth of a day each.
  expect(problem!.remedy).toContain('over 8 days');
  expect(largeOrderWarning([order('C', 0.2), order('D', null)], 0.2)).toEqual([]);
});

test('an order plan applies the rule book’s participation limit', () => {
  const asOf = day('2025-01-15');
  // ₹ 6 crore of stocks that trade ₹ 10 crore a day: A and B take 0.3 of a day each.
  const held = readPortfolioFile('position,value\ncash,60000000\n', 'held.csv', { asOf, knownIssuers: null });
  const lots = readPortfolioFile(
    'holding,position,bought,quantity,cost,price,price-2018,value\ncash,,,,,,,60000000\n',
    'held.csv',
    { asOf, knownIssuers: null },
  );
  const codes = (costs: typeof DEFAULT_COST_RULES, of = lots) => {
    const found = planOrders({
      asOf,
      portfolio: of,
      destination: { momentum: 1 },
      completion: 1,
      stocks: threeStockSnapshot(),
      costs,
    });
    return found.kind === 'planned' ? found.plan.problems.map((p) => p.code) : [];
  };
  expect(codes(DEFAULT_COST_RULES)).toContain('large-orders');
  expect(codes({ ...DEFAULT_COST_RULES, participation: 0.4 })).not.toContain('large-orders');
  // A portfolio by value does not say which stocks are traded.
  expect(codes(DEFAULT_COST_RULES, held)).not.toContain('large-orders');
});
