import { readBook } from '../../../src/book/files/read-book.ts';
import type { ClientKeeper, ClientOutcome } from '../../../src/book/jobs/client-job.ts';
import type { RenderClient } from '../../../src/book/jobs/client-result.ts';
import { runBook } from '../../../src/book/run-book.ts';
import { userError } from '../../../src/market/problem.ts';
import { files, inThisThread, testModel } from '../book.fixture.ts';

const ids = ['A', 'B', 'C'];
const book = readBook(
  files({
    'clients.csv': ['id,approach', ...ids.map((id) => `${id},core`)],
    'cash.csv': ['client,day,amount', ...ids.map((id) => `${id},2025-03-03,6000000`)],
  }),
);

const nothing: RenderClient = () => ({});
/** A page that the program cannot draw for one client. */
const wrongFor =
  (id: string): RenderClient =>
  ({ client }) => {
    if (client === id) throw new TypeError('no such colour');
    return {};
  };

const run = (render: RenderClient, { strict = false, keeper = undefined as ClientKeeper | undefined } = {}) =>
  runBook({
    book,
    models: new Map([['core', testModel()]]),
    engine: 'test',
    only: null,
    strict,
    executor: inThisThread(render, keeper),
  });

test('an error of the program in one client leaves that client out, with what to report, and no other', async () => {
  const result = await run(wrongFor('B'));
  expect(result.clients.map(({ client }) => client)).toEqual(['A', 'C']);
  expect(result.failed).toEqual([
    {
      client: 'B',
      problems: [
        expect.objectContaining({
          message: 'An internal error: TypeError: no such colour.',
          remedy: expect.stringContaining('Please report it') as string,
        }),
      ],
    },
  ]);
  const clientsOf = (pool: typeof result.pool) => [
    ...new Set(pool.flatMap(({ parts }) => parts.map(({ client }) => client))),
  ];
  expect(clientsOf(result.pool)).toEqual(['A', 'C']);
});

test('with --strict it stops the book before anything is pooled', async () => {
  await expect(run(wrongFor('B'), { strict: true })).rejects.toThrow(
    '1 client fails, the first because: An internal error: TypeError: no such colour.',
  );
});

test('files that cannot be written stop the book: that is no fault of one client', async () => {
  const keep = () => Promise.reject(userError('system', 'out', 'The disk is full.', 'Free some space.'));
  await expect(run(nothing, { keeper: { before: () => null, keep } })).rejects.toThrow('The disk is full.');
});

test('a client that an earlier run kept is not decided or kept again', async () => {
  const whole = await run(nothing);
  const kept: string[] = [];
  const outcomes: ClientOutcome[] = [];
  const decided: string[] = [];
  const keeper = (before: ClientKeeper['before']): ClientKeeper => ({
    before,
    keep: async ({ id, files: made }) => void kept.push(`${id} ${Object.keys(made).join()}`),
  });
  const executor = inThisThread(
    nothing,
    keeper(() => null),
  );
  await runBook({
    book,
    models: new Map([['core', testModel()]]),
    engine: 'test',
    only: null,
    strict: false,
    executor,
    onClient: (outcome) => void outcomes.push(outcome),
  });
  expect(kept).toEqual(ids.map((id) => `${id} decision.json`));
  kept.length = 0;
  const resumed = await run(
    ({ client }) => {
      decided.push(client);
      return {};
    },
    {
      keeper: keeper((id, inputs) => {
        const before = outcomes.find((outcome) => outcome.id === id)!;
        return id !== 'B' && before.kind === 'decided' && before.summary.inputs === inputs ? before : null;
      }),
    },
  );
  expect([decided, kept]).toEqual([['B'], ['B decision.json']]);
  expect(resumed).toEqual(whole);
});
