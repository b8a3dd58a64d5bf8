import { poolOrders } from '../../../allocations/pool/pool-orders.ts';
import { allocateBook } from '../../../src/book/results/allocate-book.ts';
import type { BookResult } from '../../../src/book/results/book-result.ts';
import { renderAllotment } from '../../../src/report/book/allotment-page.ts';

const order = { id: 'INE002A01018', name: 'Mills & <Sons>', side: 'buy', price: 1000 } as const;
const other = { id: 'INE009A01021', name: 'Other', side: 'sell', price: 50 } as const;
const pool = poolOrders(
  [
    { ...order, client: 'C1', quantity: 60 },
    { ...order, client: 'C2', quantity: 45 },
    { ...other, client: 'C1', quantity: 10 },
  ],
  { asOf: '2025-03-31', participation: 0.2, tradedValue: () => null },
);
const book = { asOf: '2025-03-31', simulated: false, root: 'a'.repeat(64), pool } as unknown as BookResult;
const bought = pool.find((o) => o.side === 'buy')!.order;
const deviation = { line: 2, order: bought, from: 'C1', to: 'C2', quantity: 1, reason: 'A <reason>' };

const page = renderAllotment(
  allocateBook(book, {
    fills: [{ order: bought, quantity: 70, price: 999, charges: 1234 }],
    deviations: [{ ...deviation, principalOfficer: 'A. Rao', complianceOfficer: 'S. Iyer' }],
    deviationsFile: 'deviations.csv',
  }),
  book,
).replaceAll('\u00a0', ' ');

test('the page of an allotment says what was bought, what stays open, and who changed it', () => {
  expect(page).toContain('0 of 2 wholly filled, 1 in part, 1 not at all');
  // 70 × ₹ 999 of ₹ 1,05,000 ordered; 35 × ₹ 1,000 and 10 × ₹ 50 are open.
  for (const text of ['₹ 69,930', '₹ 12', '₹ 35,000', '₹ 500', '999.0000']) expect(page).toContain(text);
  expect(page).toContain('A. Rao (Principal Officer), S. Iyer (Compliance Officer)');
});

test('names and reasons stay text', () => {
  expect(page).toContain('Mills &amp; &lt;Sons&gt;');
  expect(page).toContain('A &lt;reason&gt;');
});
