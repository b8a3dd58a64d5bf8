import { renderRecord } from '../../../src/report/record/page.ts';
import { mustKeepTextAsText, mustStandAsAPage, words } from '../page-checks.ts';
import { measured } from './record.fixture.ts';

describe.each([
  ['three months', measured(64)],
  ['five years', measured(1300, 'An account whose code has forty letters.')],
])('the page of a record of %s with its reconciliation', (_, page) => {
  mustStandAsAPage(() => renderRecord(page));
});

test('the page of a record says what was not traded, at which cost, and why the returns differ', () => {
  const page = measured(64);
  const text = words(renderRecord(page));
  const { orders, unordered, total } = page.reconciliation!.decisions[0]!.orders!;
  expect(orders.map((o) => o.state)).toEqual(['in-part', 'in-part']);
  expect(unordered).toEqual([]);
  expect(text).toMatch(/Orders not traded, and trades not ordered/);
  expect(text).toContain(`+${(100 * total.slippageRate!).toFixed(2)} %`);
  expect(text).toMatch(/Account [+−]\d+\.\d\d % less paper [+−]\d+\.\d\d %/);
});

test('the page of a record keeps names as text', () => {
  const page = measured(64);
  const { reconciliation } = page;
  const [decision] = reconciliation!.decisions;
  mustKeepTextAsText((say) =>
    renderRecord({
      ...page,
      record: { ...page.record, name: say() },
      reconciliation: {
        ...reconciliation!,
        decisions: [
          {
            ...decision!,
            orders: {
              ...decision!.orders!,
              orders: decision!.orders!.orders.map((o) => ({ ...o, name: say() })),
            },
          },
        ],
        drift: {
          ...reconciliation!.drift!,
          differences: reconciliation!.drift!.differences.map((d) => ({ ...d, name: say() })),
        },
      },
    }),
  );
});
