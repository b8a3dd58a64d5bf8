import { DEFAULT_RULE_BOOK } from '../../src/rulebook/rule-book.ts';
import { parseSweepPlan } from '../../src/sweep/plan/sweep-plan.ts';
import { jobOf as jobOfKind, MOST_BYTES, readJob } from '../../src/queue/job.ts';
import { queueConnection } from '../../src/queue/queue-url.ts';
import { readSweepWork, sweepWorkOf } from '../../src/sweep/queue/sweep-work.ts';
import { definitionText, parseDefinition } from '../../src/sweep/sweep-folder.ts';
import { type SweepDefinition, trialMaker } from '../../src/sweep/trials/plan-trials.ts';
import { chunkId, sweepId } from '../../src/sweep/chunks/chunk.ts';

const plan = parseSweepPlan(`
note: Parameters whose names are not in order
parameters: { signals.us-vix.weight: { from: 0.1, to: 0.2 }, regimes.enterBullish: { from: 0.3, to: 0.4 } }
design: { sobol: 100 }
`);
const definition: SweepDefinition = {
  plan,
  book: DEFAULT_RULE_BOOK,
  snapshot: 'a'.repeat(64),
  engine: { name: 'trrm', version: '1', sources: 'b'.repeat(64) },
};
const chunkOf = (trials: readonly number[]) => ({ id: chunkId(sweepId(definition), trials), trials });

const workOf = (trials: readonly number[]) => sweepWorkOf(chunkOf(trials), definition, 'c'.repeat(64));
const jobOf = (trials: readonly number[]) => jobOfKind('sweep', workOf(trials), definition.engine);

describe('a job', () => {
  test('names its trials, and comes back as the same chunk', () => {
    const trials = [0, 1, 2, 7, 9];
    expect(readSweepWork(readJob(jobOf(trials)).work).chunk).toEqual(chunkOf(trials));
  });

  test('of 9 KB is refused where it is made and where it is read', () => {
    const scattered = Array.from({ length: 1000 }, (_, i) => 123_456_000 + 2 * i);
    expect(() => jobOf(scattered)).toThrow(`a job of the queue has at most ${MOST_BYTES}`);
    const padded = { ...jobOf([1]), work: `1${' '.repeat(9000)}` };
    expect(() => readJob(padded)).toThrow(`has more than ${MOST_BYTES} bytes`);
  });

  test.each([
    ['nothing', undefined],
    ['code', { run: 'process.exit()' }],
    ['a field too many', { ...jobOf([1]), folder: '/etc' }],
  ])('that is %s is refused', (_, data) => {
    expect(() => readJob(data)).toThrow('is not a job of trrm');
  });

  test.each([
    ['nothing', undefined],
    ['a field too many', { ...workOf([1]), folder: '/etc' }],
    ['a path as a hash', { ...workOf([1]), sweep: '../../etc/passwd' }],
    ['more trials than a chunk has', { ...workOf([1]), trials: '0-99999999' }],
  ])('of a sweep whose work is %s is refused', (_, work) => {
    expect(() => readSweepWork(work)).toThrow('is not a job of a sweep');
  });
});

test('a definition that was written and read back gives the same rule books under the same numbers', () => {
  const back = parseDefinition(definitionText(definition), sweepId(definition))!;
  const [there, here] = [trialMaker(back), trialMaker(definition)];
  for (let n = 0; n < 100; n++) expect(there.settings(n)).toEqual(here.settings(n));
  expect(parseDefinition(definitionText(definition), 'c'.repeat(64))).toBeNull();
});

describe('the address of a queue', () => {
  test('is loopback, or encrypted with a password from the environment', () => {
    expect(queueConnection('redis://127.0.0.1', undefined)).toEqual({ host: '127.0.0.1', port: 6379, db: 0 });
    expect(queueConnection('redis://localhost:7000/2', 'secret')).toMatchObject({
      port: 7000,
      db: 2,
      password: 'secret',
    });
    expect(queueConnection('rediss://me@queue.example.com', 'secret')).toMatchObject({
      username: 'me',
      tls: {},
    });
  });

  test.each([
    ['redis://:secret@127.0.0.1', undefined, 'on the command line'],
    ['redis://queue.example.com', 'secret', 'is not encrypted'],
    ['rediss://queue.example.com', undefined, 'there is no password'],
    ['http://127.0.0.1', undefined, 'is not the address of a queue'],
    ['redis://127.0.0.1/x', undefined, 'number of a database'],
  ])('%s is refused: it %s', (url, password, message) => {
    expect(() => queueConnection(url, password)).toThrow(message);
  });

  test('never repeats a password in a message', () => {
    expect(() => queueConnection('http://:hunter2@127.0.0.1', undefined)).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('hunter2') as string }),
    );
  });
});
