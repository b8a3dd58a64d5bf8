import { decideClient } from '../../../src/book/client/decide-client.ts';
import type { ClientDecision } from '../../../src/book/client/client-decision.ts';
import { renderClient } from '../../../src/report/book/client-page.ts';
import { onlyClient, testModel } from '../../book/book.fixture.ts';

const { inputs, lists, rules } = onlyClient({ 'cash.csv': ['client,day,amount', 'C1,2025-03-01,10000000'] });
const decision = decideClient(inputs, { model: testModel(), lists, rules }, 'b'.repeat(64));
const textOf = (shown: ClientDecision): string =>
  renderClient(shown)
    .replace(/<style>[^]*?<\/style>|<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

test('a client’s page begins with its orders, their cost and their tax', () => {
  if (decision.execution.kind !== 'planned') throw new Error(decision.execution.reason);
  const { orders } = decision.execution.plan;
  const text = textOf(decision);
  expect(text).toContain(`${orders.length} purchases of ₹ 9`);
  expect(text.indexOf('purchases of')).toBeLessThan(text.indexOf('Settled cash'));
});

test('the page of a client without orders begins by saying so', () => {
  const { execution } = decision;
  if (execution.kind !== 'planned') throw new Error(execution.reason);
  const still = { ...execution, plan: { ...execution.plan, orders: [] } };
  expect(textOf({ ...decision, execution: still })).toContain('No orders : all holdings stay unchanged.');
});

test('small holdings that stay are folded away; those that change are not, however small', () => {
  const line = decision.lines[0]!;
  const many = Array.from({ length: 60 }, (_, k) => ({
    ...line,
    id: `SMALL${k}`,
    name: `Small ${k}`,
    target: 0.001,
    reason: k === 59 ? ('exit' as const) : ('within the band' as const),
  }));
  const page = renderClient({ ...decision, lines: many });
  const [shown, folded] = page.split('<details>');
  expect(folded!.replace(/\s+/g, ' ')).toContain('19 smaller lines without a change, 1.9 % of the account');
  const count = (text: string): number => text.match(/<small>SMALL\d+<\/small>/g)!.length;
  expect([count(shown!), count(folded!)]).toEqual([41, 19]);
  expect(shown).toContain('<small>SMALL59</small>');
  expect(renderClient({ ...decision, lines: many.slice(0, 40) })).not.toContain('<details>');
});
