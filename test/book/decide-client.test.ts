import { decideClient } from '../../src/book/decide-client.ts';
import { clientDecisionSchema } from '../../src/book/client-decision.ts';
import {
  ISINS,
  LOTS_HEADER,
  onlyClient,
  RESTRICTIONS_HEADER,
  testContext,
  testModel,
} from './book.fixture.ts';

const HASH = 'b'.repeat(64);
const model = testModel();
const cash = (rupees: number) => ({ 'cash.csv': ['client,day,amount', `C1,2025-03-01,${rupees}`] });
const decide = (rows: Readonly<Record<string, readonly string[]>>, of = model) => {
  const { inputs, lists, rules } = onlyClient(rows);
  return decideClient(inputs, { model: of, lists, rules }, HASH);
};
const plan = (d: ReturnType<typeof decide>) => {
  if (d.execution.kind !== 'planned') throw new Error(d.execution.reason);
  return d.execution.plan;
};

test('a new account of cash alone is invested at the model’s weights', () => {
  const d = decide(cash(1e7));
  clientDecisionSchema.parse(d);
  const { orders, cash: after } = plan(d);
  expect(orders.every((o) => o.side === 'buy')).toBe(true);
  for (const line of d.lines) {
    const order = orders.find((o) => o.id === line.id)!;
    expect(Math.abs(order.amount / 1e7 - line.model)).toBeLessThan(0.001);
  }
  expect(after.final / 1e7).toBeGreaterThan(0.027);
  expect(d.trackingDifference).toBe(0);
});

/** Lots that hold the model's stock weights at the store's prices, to the share. */
const modelLots = (value: number) => [
  LOTS_HEADER,
  ...model.weights.map(({ column, weight }) => {
    const price = model.stocks.price[column]!;
    return `C1,${ISINS[column]},,2023-01-02,${Math.round((weight * value) / price)},${price}`;
  }),
  `C1,gold,,2023-01-02,${0.02 * value},1`,
];
const atModel = { 'lots.csv': [...modelLots(1e7)].map((l) => (l.startsWith('C1,gold') ? `${l}` : l)) };

test('an account at the model’s weights is not traded', () => {
  const lots = atModel['lots.csv'].map((l, i) =>
    i === 0 ? `${l},price` : l.startsWith('C1,gold') ? `${l},1` : `${l},`,
  );
  const d = decide({ ...cash(3e5), 'lots.csv': lots });
  expect(plan(d).orders).toEqual([]);
  expect(new Set(d.lines.map((l) => l.reason))).toEqual(new Set(['within the band']));
});

test('a restriction on holding sells the stock; its weight goes to the same industry and sleeve, within the cap', () => {
  const lots = atModel['lots.csv'].map((l, i) =>
    i === 0 ? `${l},price` : l.startsWith('C1,gold') ? `${l},1` : `${l},`,
  );
  const d = decide({
    ...cash(3e5),
    'lots.csv': lots,
    'restrictions.csv': [RESTRICTIONS_HEADER, `C1,isin,${ISINS[0]},no-hold,,,Employer`],
  });
  const sold = plan(d).orders.find((o) => o.side === 'sell')!;
  expect(sold.id).toBe(ISINS[0]);
  expect(d.reach).toBe('industry and sleeve');
  // The other even columns of the first industry.
  expect(d.substitutes.every((s) => [2, 4, 6].some((c) => ISINS[c] === s.id))).toBe(true);
  expect(d.substitutes.reduce((sum, s) => sum + s.weight, 0)).toBeCloseTo(0.03, 9);
  expect(d.trackingDifference).toBeGreaterThan(0);
  expect(d.restrictions[0]!.trackingDifference).toBe(d.trackingDifference);
});
