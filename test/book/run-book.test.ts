import fc from 'fast-check';
import { allocateBook } from '../../src/book/results/allocate-book.ts';
import { type BookResult, bookResultSchema } from '../../src/book/results/book-result.ts';
import type { ClientDecision } from '../../src/book/client/client-decision.ts';
import { readFills } from '../../src/book/files/fills.ts';
import { ISINS } from './book.fixture.ts';
import { breachesOf, randomBook, type Rows, run } from './random-book.fixture.ts';

/** Whether a fill is complete, and at what prices: pairs of a part of the order and paise a share. */
const fillsOf = fc.array(
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 100, max: 5e6 })),
  {
    minLength: 1,
    maxLength: 3,
  },
);

test('in 200 random books money and shares add up to the paisa, from the clients’ orders to the pool and back', async () => {
  await fc.assert(
    fc.asyncProperty(randomBook, fillsOf, async (rows, prices) => {
      const { result, decisions } = await run(rows);
      bookResultSchema.parse(result);
      for (const { problems } of result.failed)
        expect(problems.map((p) => p.code)).toEqual(
          expect.arrayContaining([expect.stringMatching(/contradiction|short-of-cash/)]),
        );
      for (const decision of decisions.values()) expect(breachesOf(decision, rows)).toEqual([]);
      expect(pooledOf(result)).toEqual(wantedBy(decisions.values()));
      expect(faultsOfAllotment(result, prices)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

/** Shares to buy and to sell of each stock that discretionary clients want. */
function wantedBy(decisions: Iterable<ClientDecision>): Record<string, number> {
  const wanted: Record<string, number> = {};
  for (const d of decisions)
    if (d.discretionary && d.execution.kind === 'planned')
      for (const o of d.execution.plan.orders)
        if (o.quantity !== null && o.segment === 'equity-delivery')
          wanted[`${o.side} ${o.id}`] = (wanted[`${o.side} ${o.id}`] ?? 0) + o.quantity;
  return wanted;
}

function pooledOf({ pool }: BookResult): Record<string, number> {
  const pooled: Record<string, number> = {};
  for (const o of pool) {
    pooled[`${o.side} ${o.id}`] = (pooled[`${o.side} ${o.id}`] ?? 0) + o.quantity;
    if (sum(o.parts, (p) => p.quantity) !== o.quantity) throw new Error(`${o.order}: parts do not sum`);
  }
  return pooled;
}

const sum = <T>(of: readonly T[], value: (item: T) => number): number =>
  of.reduce((total, item) => total + value(item), 0);

/**
 * Fills every order of a pool through the file that a desk hands in, and lists what is not fair: shares, money or charges that do not
 * sum to the fills, a share further than one unit from the proportional one, or a price that is not the mean for everybody.
 */
function faultsOfAllotment(book: BookResult, prices: readonly (readonly [number, number])[]): string[] {
  const lines = book.pool.flatMap(({ id, side, day, quantity }) => {
    let left = quantity;
    return prices.flatMap(([part, paise], i) => {
      const filled = Math.min(left, Math.ceil(part * quantity));
      left -= filled;
      return filled === 0
        ? []
        : [`${id},${side},${day},${filled},${paise / 100},${(i + paise / 1e4).toFixed(2)}`];
    });
  });
  const text = ['security,side,day,quantity,price,charges', ...lines].join('\n');
  const fills = readFills(text, 'fills.csv', book.pool);
  const { allotments } = allocateBook(book, { fills, deviations: [], deviationsFile: '' });
  return book.pool.flatMap(({ order, parts }) => {
    const own = fills.filter((f) => f.order === order);
    const got = allotments.filter((a) => a.order === order);
    const filled = sum(own, (f) => f.quantity);
    const mean = sum(own, (f) => f.quantity * f.price) / filled;
    const faults: string[] = [];
    const say = (isBroken: boolean, what: string): void =>
      void (isBroken && faults.push(`${order}: ${what}`));
    say(sum(got, (a) => a.quantity) !== filled, 'shares');
    say(sum(got, (a) => a.charges) !== sum(own, (f) => f.charges), 'charges');
    say(sum(got, (a) => a.paise) !== sum(own, (f) => Math.round(100 * f.price) * f.quantity), 'money');
    for (const a of got) {
      const wanted = parts.find((p) => p.client === a.client)!.quantity;
      say(
        Math.abs(a.quantity - (filled * wanted) / sum(parts, (p) => p.quantity)) >= 1,
        `${a.client}: share`,
      );
      say(a.quantity > wanted, `${a.client}: more than wanted`);
      say(Math.abs(a.price - mean) > 0.5e-4 + 1e-9, `${a.client}: price`);
    }
    return faults;
  });
}

/** Runs of the properties that need several books. */
const RUNS = 8;

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

// Seven days are the age in book-rules.yaml.
test('a list older than seven days is a warning that names its file and day; one of seven days is not', async () => {
  const of = async (published: string) => {
    const { result } = await run({
      'clients.csv': ['id,approach', 'A,core'],
      'cash.csv': ['client,day,amount', 'A,2025-03-03,500000'],
      'lists/asm.csv': ['isin,day', `${ISINS[3]},${published}`],
    });
    return result.problems;
  };
  expect(await of('2025-03-24')).toEqual([]);
  expect(await of('2025-03-23')).toMatchObject([
    {
      severity: 'warning',
      code: 'stale-list',
      about: 'lists/asm.csv',
      message: expect.stringMatching(/23.Mar.2025, 8 days before the as-of date/) as unknown,
    },
  ]);
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
      problems: [expect.objectContaining({ message: 'Its settled cash is −₹\u00a01.00, below 0.' })],
    },
  ]);
  const { result: alone } = await run({
    'clients.csv': ['id,approach', 'A,core'],
    'cash.csv': rows['cash.csv']!.slice(0, 2),
  });
  expect(alone.clients).toEqual(result.clients);
  expect(alone.root).toBe(result.root);
});
