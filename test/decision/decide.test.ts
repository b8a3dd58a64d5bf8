import fc from 'fast-check';
import { canonicalJson } from '../../src/decision/canonical-json.ts';
import { decisionSchema } from '../../src/decision/schema/decision.ts';
import { madeDecision } from './made-decision.ts';

describe('a decision', () => {
  test('is the same bytes when it is made again', () => {
    expect(canonicalJson(madeDecision('2021-06-30'))).toBe(canonicalJson(madeDecision('2021-06-30')));
  });

  test('carries the problems of every stage', () => {
    const { problems, regime, allocation } = madeDecision('2022-06-30');
    expect(problems).toEqual([...regime.problems, ...allocation.problems]);
  });

  test('of any market and day keeps to its schema and holds no number that is none', () => {
    const days = fc.constantFrom('2019-03-29', '2020-02-14', '2021-04-30', '2022-12-30');
    fc.assert(
      fc.property(fc.nat(1000), days, fc.boolean(), (seed, asOf, held) => {
        // Through the bytes, as a reader gets it.
        const decision: unknown = JSON.parse(canonicalJson(madeDecision(asOf, { seed, held })));
        expect(decisionSchema.safeParse(decision).error?.issues ?? []).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  test('that says more or less than its schema is refused', () => {
    const { vintage: _, ...less } = madeDecision('2021-06-30');
    expect(decisionSchema.safeParse({ ...less, vintage: [] }).success).toBe(true);
    expect(decisionSchema.safeParse({ ...less, vintage: [], mood: 'good' }).success).toBe(false);
    expect(decisionSchema.safeParse(less).success).toBe(false);
  });
});
