import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { execute } from '../../../allocations/orders/order-plan.ts';
import type { Order } from '../../../allocations/orders/result.ts';
import { largeOrders } from '../../../allocations/orders/large-orders.ts';
import { readPortfolioFile } from '../../../allocations/holdings/portfolio-file.ts';
import { day } from '../../../src/market/day.ts';
import { madeBasis } from './stock-snapshot.fixture.ts';

const order = (name: string, daysOfTrading: number | null): Order =>
  ({ name, daysOfTrading }) as Partial<Order> as Order;

test('orders above a share of a usual day’s trading are told once, the largest first', () => {
  const [problem, ...more] = largeOrders(
    [order('A', 0.21), order('B', 1.5), order('C', 0.2), order('D', null), order('E', 0.4), order('F', 0.3)],
    0.2,
  );
  expect(more).toEqual([]);
  expect(problem!.message).toBe(
    '4 orders are more than 20 % of a usual day’s trading: B (1.5 days), E (0.4 days), F (0.3 days) and 1 other.',
  );
  // 1.5 days of trading at a fifth of a day each.
  expect(problem!.remedy).toContain('over 8 days');
  expect(largeOrders([order('C', 0.2), order('D', null)], 0.2)).toEqual([]);
});

test('a plan warns of them by the rule book’s share', () => {
  const asOf = day('2025-01-15');
  // ₹ 6 crore of shares that trade for ₹ 10 crore a day: B takes 0.3 of a day, A as much.
  const held = readPortfolioFile('position,value\ncash,60000000\n', 'held.csv', { asOf, known: null });
  const lots = readPortfolioFile(
    'holding,position,bought,quantity,cost,price,price-2018,value\ncash,,,,,,,60000000\n',
    'held.csv',
    { asOf, known: null },
  );
  const codes = (costs: typeof DEFAULT_COST_RULES, of = lots) => {
    const found = execute({ asOf, held: of, towards: { momentum: 1 }, reach: 1, basis: madeBasis(), costs });
    return found.kind === 'planned' ? found.plan.problems.map((p) => p.code) : [];
  };
  expect(codes(DEFAULT_COST_RULES)).toContain('large-orders');
  expect(codes({ ...DEFAULT_COST_RULES, participation: 0.4 })).not.toContain('large-orders');
  // By value nobody knows what is dealt.
  expect(codes(DEFAULT_COST_RULES, held)).not.toContain('large-orders');
});
