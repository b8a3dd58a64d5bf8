import fc from 'fast-check';
import { canonicalJson } from '../../../src/decision/document/canonical-json.ts';
import { decisionSchema } from '../../../src/decision/document/decision.ts';
import { madeDecision } from '../decision.fixture.ts';

describe('a decision', () => {
  test('has the same bytes when it is made again', async () => {
    const again = await madeDecision('2021-06-30');
    expect(canonicalJson(await madeDecision('2021-06-30'))).toBe(canonicalJson(again));
  });

  test('carries the problems of every stage', async () => {
    const { problems, regime, allocation } = await madeDecision('2022-06-30');
    expect(problems).toEqual([...regime.problems, ...allocation.problems]);
  });

  test('conforms to its schema for any market and day, without NaN or infinities', async () => {
    const days = fc.constantFrom('2019-03-29', '2020-02-14', '2021-04-30', '2022-12-30');
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), days, fc.boolean(), async (seed, asOf, held) => {
        // Through the bytes, as a reader receives it.
        const decision: unknown = JSON.parse(canonicalJson(await madeDecision(asOf, { seed, held })));
        expect(decisionSchema.safeParse(decision).error?.issues ?? []).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  test('with a missing or unknown field is refused', async () => {
    const { vintage: _, ...less } = await madeDecision('2021-06-30');
    expect(decisionSchema.safeParse({ ...less, vintage: [] }).success).toBe(true);
    expect(decisionSchema.safeParse({ ...less, vintage: [], mood: 'good' }).success).toBe(false);
    expect(decisionSchema.safeParse(less).success).toBe(false);
  });
});
