import fc from 'fast-check';
import { bookResultSchema } from '../../src/book/book-result.ts';
import { breachesOf, randomBook, type Rows, run } from './random-book.fixture.ts';

const RUNS = 8;

test('in random books money and shares add up to the paisa, and no restriction is broken', async () => {
  await fc.assert(
    fc.asyncProperty(randomBook, async (rows) => {
      const { result, decisions } = await run(rows);
      bookResultSchema.parse(result);
      for (const { problems } of result.failed)
        expect(problems.map((p) => p.code)).toEqual(
          expect.arrayContaining([expect.stringMatching(/contradiction|short-of-cash/)]),
        );
      for (const decision of decisions.values()) expect(breachesOf(decision, rows)).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

test('the pool is the sum of the discretionary clients’ orders', async () => {
  await fc.assert(
    fc.asyncProperty(randomBook, async (rows) => {
      const { result, decisions } = await run(rows);
      const wanted = new Map<string, number>();
      for (const d of decisions.values())
        if (d.discretionary && d.execution.kind === 'planned')
          for (const o of d.execution.plan.orders)
            if (o.quantity !== null && o.segment === 'equity-delivery')
              wanted.set(`${o.side} ${o.id}`, (wanted.get(`${o.side} ${o.id}`) ?? 0) + o.quantity);
      const pooled = new Map<string, number>();
      for (const o of result.pool) {
        pooled.set(`${o.side} ${o.id}`, (pooled.get(`${o.side} ${o.id}`) ?? 0) + o.quantity);
        expect(o.parts.reduce((sum, p) => sum + p.quantity, 0)).toBe(o.quantity);
      }
      expect(Object.fromEntries(pooled)).toEqual(Object.fromEntries(wanted));
    }),
    { numRuns: RUNS },
  );
});

const reversed = (rows: Rows): Rows =>
  Object.fromEntries(
    Object.entries(rows).map(([name, [header, ...lines]]) => [name, [header!, ...lines.reverse()]]),
  );

test('the order of lines does not matter, and a client alone is the client in the book', async () => {
  await fc.assert(
    fc.asyncProperty(randomBook, async (rows) => {
      const { result, decisions } = await run(rows);
      expect((await run(reversed(rows))).result).toEqual(result);
      const alone = await run(rows, new Set(['C1']));
      expect(alone.decisions.get('C1')).toEqual(decisions.get('C1'));
    }),
    { numRuns: RUNS },
  );
});

test('a client that fails is listed with its reason, and changes nothing for others', async () => {
  const rows: Rows = {
    'clients.csv': ['id,approach', 'A,core', 'B,core'],
    'cash.csv': ['client,day,amount', 'A,2025-03-03,500000', 'B,2025-03-03,-1'],
  };
  const { result } = await run(rows);
  expect(result.failed).toEqual([
    {
      client: 'B',
      problems: [expect.objectContaining({ message: 'Its settled cash is ₹ -1.00, below 0.' })],
    },
  ]);
  const { result: alone } = await run({
    'clients.csv': ['id,approach', 'A,core'],
    'cash.csv': rows['cash.csv']!.slice(0, 2),
  });
  expect(alone.clients).toEqual(result.clients);
  expect(alone.root).toBe(result.root);
});
