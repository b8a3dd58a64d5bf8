import fc from 'fast-check';
import { mutated } from '../../../bench/soak/mutate.ts';
import { fault, type Outcome } from '../../../bench/soak/outcome.ts';
import { randomStream } from '../../../src/math/random/random.ts';

const FILE = Buffer.from('date,gold\n2020-01-31,0.01\n2020-02-29,0.02\n');

const ended = (changes: Partial<Outcome>): Outcome => ({
  command: 'trrm status --json',
  code: 0,
  signal: null,
  out: '{}',
  err: '',
  milliseconds: 100,
  ...changes,
});

describe('the soak', () => {
  test('mutates a file in the same way for the same seed, and leaves the original unchanged', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const copy = Buffer.from(FILE);
        expect(mutated(copy, randomStream(seed))).toEqual(mutated(copy, randomStream(seed)));
        expect(copy).toEqual(FILE);
      }),
    );
  });

  test.each([
    ['a result', {}],
    [
      'a refusal in words',
      { code: 1, out: '', err: 'trrm: none.duckdb: does not exist. Import market files.\n' },
    ],
    ['wrong usage', { code: 2, out: '', err: "error: unknown option '--x'\n" }],
  ])('finds nothing wrong with %s', (_, changes) => {
    expect(fault(ended(changes))).toBeNull();
  });

  test.each([
    [
      'a stack trace',
      { code: 1, out: '', err: 'TypeError: x\n    at run (file:///x.js:1:2)\n' },
      /stack trace/,
    ],
    ['an internal error', { code: 1, out: '', err: 'trrm: internal error. …\n' }, /stack trace/],
    ['a signal', { code: null, signal: 'SIGSEGV' as const, out: '' }, /was ended by SIGSEGV/],
    ['an exit code of its own', { code: 134, out: '' }, /exits with 134/],
    ['silence', { code: 1, out: '' }, /fails without a word/],
    ['a line before the JSON', { out: 'SCS v3\n{}' }, /prints no JSON/],
    ['two minutes and more', { milliseconds: 200_000 }, /hangs/],
  ])('finds %s', (_, changes, message) => {
    expect(fault(ended(changes))).toMatch(message);
  });
});
