import { buildSleeve } from '../../../src/decision/stocks/build-sleeve.ts';
import { UserError } from '../../../src/market/problem.ts';
import type { Store } from '../../../src/market/store/store.ts';
import { NINE_SLEEVES } from '../../../src/sleeves/definitions/nine-sleeves.ts';

/** A store without stocks. */
const EMPTY = { file: 'empty.duckdb', dataSnapshot: () => Promise.resolve(null) } as unknown as Store;
const { value } = NINE_SLEEVES;

const problemsOf = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: unknown) => {
      if (error instanceof UserError) return error.problems;
      throw error;
    },
  );

test('a definition with faults is refused, and each fault is named by its field', async () => {
  const select = { ...value.select, count: 0 } as typeof value.select;
  const faulty = { ...value, title: '', select, colour: 'blue' };
  const problems = await problemsOf(buildSleeve(faulty, EMPTY));
  expect(problems.map((p) => p.about)).toEqual(
    expect.arrayContaining(['sleeve.title', 'sleeve.select.count', 'sleeve']),
  );
  for (const { remedy } of problems) expect(remedy).not.toBe('');
});

test('a store without stocks, and a date that does not exist, are refused', async () => {
  const [none] = await problemsOf(buildSleeve(value, EMPTY));
  expect(none?.code).toBe('no-stocks');
  const [bad] = await problemsOf(buildSleeve(value, EMPTY, { to: '2024-02-30' }));
  expect(bad?.code).toBe('bad-date');
});
