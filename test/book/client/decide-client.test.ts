import { decideClient } from '../../../src/book/client/decide-client.ts';
import { portfolioRisk } from '../../../src/risk/portfolio/portfolio-risk.ts';
import { INDUSTRIES } from '../../../src/risk/factors.ts';
import { clientDecisionSchema } from '../../../src/book/client/client-decision.ts';
import { ISINS, LOTS_HEADER, onlyClient, RESTRICTIONS_HEADER, testModel } from '../book.fixture.ts';

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

/**
 * Lots that hold the model's weights at the store's prices, to the share.
 *
 * @param change fraction of the model's holding that is held, by column.
 */
const modelLots = (value: number, change: (column: number) => number = () => 1, cost = 1) => [
  `${LOTS_HEADER},price`,
  ...model.weights.flatMap(({ column, weight }) => {
    const price = model.stocks.price[column]!;
    const quantity = Math.round((weight * value * change(column)) / price);
    return quantity > 0 ? [`C1,${ISINS[column]},,2023-01-02,${quantity},${(cost * price).toFixed(2)},`] : [];
  }),
  `C1,gold,,2023-01-02,${0.02 * value},1,1`,
];
const atModel = { ...cash(3e5), 'lots.csv': modelLots(1e7) };
const restricted = (...lines: string[]) => ({ 'restrictions.csv': [RESTRICTIONS_HEADER, ...lines] });
const sides = (d: ReturnType<typeof decide>) => Object.fromEntries(plan(d).orders.map((o) => [o.id, o.side]));

test('an account at the model’s weights is not traded', () => {
  const d = decide(atModel);
  expect(plan(d).orders).toEqual([]);
  expect(new Set(d.lines.map((l) => l.reason))).toEqual(new Set(['within the band']));
});

test('a holding outside its band moves to its target, one inside stays', () => {
  // 15 % of a weight of 3 % is wider than a quarter point.
  const d = decide({ ...cash(3e5), 'lots.csv': modelLots(1e7, (c) => (c === 0 ? 1.14 : c === 2 ? 1.2 : 1)) });
  expect(Object.entries(sides(d)).filter(([, side]) => side === 'sell')).toEqual([[ISINS[2], 'sell']]);
  expect(sides(d)[ISINS[0]!]).toBeUndefined();
  const { goal, target } = d.lines.find((l) => l.id === ISINS[2])!;
  expect(goal).toBe(target);
});

test('a stock that the model does not hold is sold, however small', () => {
  const small = { ...model, weights: model.weights.filter((w) => w.column !== 1) };
  const d = decide({ ...cash(3e5), 'lots.csv': modelLots(1e7, (c) => (c === 1 ? 0.01 : 1)) }, small);
  expect(d.lines.find((l) => l.id === ISINS[1])!.reason).toBe('exit');
  expect(sides(d)[ISINS[1]!]).toBe('sell');
});

test('a restriction on holding sells the stock; its weight goes to the same industry and sleeve, within the cap', () => {
  const d = decide({ ...atModel, ...restricted(`C1,isin,${ISINS[0]},no-hold,,,Employer`) });
  expect(sides(d)[ISINS[0]!]).toBe('sell');
  expect(d.scope).toBe('industry and sleeve');
  // The other even columns of the first industry.
  expect(d.substitutes.every((s) => [2, 4, 6].some((c) => ISINS[c] === s.id))).toBe(true);
  expect(d.substitutes.reduce((sum, s) => sum + s.weight, 0)).toBeCloseTo(0.03, 9);
  expect(d.trackingDifference).toBeGreaterThan(0);
  expect(d.restrictions[0]!.trackingDifference).toBe(d.trackingDifference);
});

test('substitutes have the least active variance: at the optimum each has the same marginal variance', () => {
  const d = decide({ ...atModel, ...restricted(`C1,isin,${ISINS[0]},no-hold,,,Employer`) });
  const column = (id: string) => ISINS.indexOf(id);
  const active = [
    { issuer: 0, weight: -0.03 },
    ...d.substitutes.map((s) => ({ issuer: column(s.id), weight: s.weight })),
  ];
  const result = portfolioRisk(model.stocks.riskModel, active);
  if (result.kind !== 'risk') throw new Error('not covered');
  const { holdings, volatility } = result.risk;
  const marginals = holdings.slice(1).map((h) => h.marginal);
  for (const m of marginals) expect(m).toBeCloseTo(marginals[0]!, 12);
  expect(100 * volatility * Math.sqrt(252)).toBeCloseTo(d.trackingDifference!, 9);
});

test('where the same industry has no room under the cap, the sleeve is used, then the model', () => {
  const scope = (cap: number, value: string) =>
    decide({ ...atModel, ...restricted(`C1,industry,${value},no-hold,,,Mandate`) }, testModel(cap)).scope;
  const industry = INDUSTRIES[0];
  // Nothing of the industry is left, so its sleeves must take 0.6/5 and 0.35/5.
  expect(scope(0.08, industry)).toBe('sleeve');
  const tight = decide(
    { ...atModel, ...restricted(`C1,isin,${ISINS[0]},no-hold,,,Employer`) },
    testModel(0.0301),
  );
  expect(tight.scope).toBe('model');
});

test('a restriction that empties a sleeve is reported', () => {
  const momentum = ISINS.filter((_, i) => i % 2 === 0);
  const d = decide({
    ...atModel,
    ...restricted(...momentum.map((isin) => `C1,isin,${isin},no-hold,,,Mandate`)),
  });
  expect(d.problems.map((p) => p.code)).toContain('sleeve-emptied');
});

test('a named substitute takes the weight; one that is restricted itself is refused', () => {
  const line = `C1,isin,${ISINS[0]},substitute ${ISINS[9]},,,Wish`;
  const d = decide({ ...atModel, ...restricted(line) });
  expect(d.scope).toBe('named');
  expect(d.substitutes.map((s) => s.id)).toEqual([ISINS[9]]);
  expect(() => decide({ ...atModel, ...restricted(line, `*,isin,${ISINS[9]},no-buy,,,List`) })).toThrow(
    'restricted itself',
  );
});

test('a restriction counts from its first to its last day', () => {
  const sold = (from: string, until: string) =>
    Object.hasOwn(
      sides(decide({ ...atModel, ...restricted(`C1,isin,${ISINS[0]},no-hold,${from},${until},Pledge`) })),
      ISINS[0]!,
    );
  expect(sold('2025-03-31', '2025-03-31')).toBe(true);
  expect(sold('2025-04-01', '')).toBe(false);
  expect(sold('', '2025-03-30')).toBe(false);
});

test('a stock that may neither be held nor sold is a contradiction', () => {
  expect(() =>
    decide({
      ...atModel,
      ...restricted(`C1,isin,${ISINS[0]},no-hold,,,Mandate`, `C1,isin,${ISINS[0]},no-sell,,,Pledge`),
    }),
  ).toThrow('It may neither be held nor be sold');
});

test('an inflow buys what is furthest below target, in proportion', () => {
  const d = decide({ ...cash(8e5), 'lots.csv': modelLots(1e7) });
  expect(plan(d).orders.every((o) => o.side === 'buy')).toBe(true);
  expect(plan(d).cash.final / 1.03e7).toBeLessThan(0.035);
  expect(
    new Set(d.lines.filter((l) => l.goal > l.held && l.reason !== 'not traded').map((l) => l.reason)),
  ).toEqual(new Set(['inflow']));
});

test('unsettled money is not spent, and money due is raised', () => {
  const movements = (line: string) => ({
    'lots.csv': modelLots(1e7),
    'cash.csv': ['client,day,amount,settled', 'C1,2025-03-01,300000,y', line],
  });
  expect(plan(decide(movements('C1,2025-03-31,2000000,n'))).orders).toEqual([]);
  const out = decide(movements('C1,2025-03-31,-500000,n'));
  expect(out.cash.due).toBe(500_000);
  expect(out.cash.final).toBeGreaterThanOrEqual(500_000);
  expect(plan(out).orders.every((o) => o.side === 'sell')).toBe(true);
});

test('money due is raised from the holdings whose sale costs the least tax', () => {
  // The even columns have gains, the odd ones losses.
  const lots = modelLots(1e7).map((line, i) => {
    if (i === 0 || line.includes('gold')) return line;
    const cells = line.split(',');
    const isEven = ISINS.indexOf(cells[1]!) % 2 === 0;
    cells[5] = (Number(cells[5]) * (isEven ? 0.5 : 1.5)).toFixed(2);
    return cells.join();
  });
  const d = decide({
    'lots.csv': lots,
    'cash.csv': ['client,day,amount,settled', 'C1,2025-03-01,300000,y', 'C1,2025-03-31,-300000,n'],
  });
  const { orders, tax } = plan(d);
  expect(orders.length).toBeGreaterThan(0);
  expect(orders.every((o) => ISINS.indexOf(o.id) % 2 === 1)).toBe(true);
  expect(tax.kind === 'computed' && tax.total).toBe(0);
});

test('associates are bought only with consent', () => {
  const associates = { 'lists/associates.csv': ['isin,day', `${ISINS[0]},2025-03-28`] };
  const bought = (consent: string) => {
    const clients = ['id,approach,associates-consent', `C1,core,${consent}`];
    return Object.hasOwn(sides(decide({ ...cash(1e7), ...associates, 'clients.csv': clients })), ISINS[0]!);
  };
  expect(bought('y')).toBe(true);
  expect(bought('n')).toBe(false);
});

test('an override stops trading until its day, and is shown', () => {
  const override = (until: string) => ({
    'overrides.csv': ['client,what,until,reason,author', `C1,no-trade,${until},Probate,Compliance`],
  });
  const d = decide({ ...cash(1e7), ...override('2025-03-31') });
  expect(d.execution).toEqual({
    kind: 'unavailable',
    reason: 'Not traded until 31 Mar 2025, by an override.',
  });
  expect(d.overrides).toEqual([
    { what: 'no-trade', until: '2025-03-31', reason: 'Probate', author: 'Compliance' },
  ]);
  expect(plan(decide({ ...cash(1e7), ...override('2025-03-30') })).orders.length).toBeGreaterThan(0);
});

test('no tax is computed for a fund', () => {
  const d = decide({ ...atModel, 'clients.csv': ['id,approach,tax-status', 'C1,core,fund'] });
  expect(plan(d).tax.kind).toBe('unavailable');
});
