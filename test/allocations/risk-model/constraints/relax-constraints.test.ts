import fc from 'fast-check';
import {
  relax,
  relaxations,
  type ConstraintSlack,
} from '../../../../allocations/risk-model/constraints/relax-constraints.ts';

const GIVEN: ConstraintSlack = { turnover: 0.3, industry: 0.1, beta: 0 };

describe('constraints are relaxed', () => {
  test('not at all if they are feasible', () => {
    expect(relax(GIVEN, () => true)).toBe(GIVEN);
    expect(relaxations(GIVEN, GIVEN)).toEqual([]);
  });

  test('turnover before industries, even if a little of either would suffice', () => {
    // 0.05 more on industries would suffice as well as 0.4 more of turnover.
    const room = relax(GIVEN, ({ turnover, industry }) => turnover >= 0.7 || industry >= 0.15)!;
    expect(room).toEqual({ turnover: 0.7, industry: 0.1, beta: 0 });
    expect(relaxations(GIVEN, room)).toEqual([{ constraint: 'turnover', from: 0.3, to: 0.7 }]);
  });

  test('industries before beta, each by the least amount, in steps of 0.1 percentage points', () => {
    // Unlimited turnover alone does not suffice; industries must reach 0.2304, and then turnover 0.5.
    const room = relax(GIVEN, (r) => (r.industry >= 0.2304 || r.beta >= 0.5) && r.turnover >= 0.5);
    expect(room).toEqual({ turnover: 0.5, industry: 0.231, beta: 0 });
  });

  test('beta last, in hundredths', () => {
    const room = relax(GIVEN, ({ beta, industry }) => beta >= 0.123 && industry >= 0.1);
    expect(room).toEqual({ turnover: 0.3, industry: 0.1, beta: 0.13 });
  });

  test('not at all if other constraints are infeasible', () => {
    expect(relax(GIVEN, () => false)).toBeNull();
  });

  test('by amounts of which any one step less is infeasible', () => {
    // A monotone feasible set: more slack never makes it infeasible.
    const needs = fc.record({
      turnover: fc.integer({ min: 0, max: 1000 }),
      industry: fc.integer({ min: 0, max: 1000 }),
      beta: fc.integer({ min: 0, max: 300 }),
    });
    fc.assert(
      fc.property(fc.array(needs, { minLength: 1, maxLength: 4 }), (corners) => {
        const isFeasible = (r: ConstraintSlack) =>
          corners.some(
            (c) =>
              r.turnover >= c.turnover / 1000 - 1e-9 &&
              r.industry >= c.industry / 1000 - 1e-9 &&
              r.beta >= c.beta / 100 - 1e-9,
          );
        const room = relax(GIVEN, isFeasible)!;
        expect(isFeasible(room)).toBe(true);
        for (const { constraint } of relaxations(GIVEN, room)) {
          const less = { ...room, [constraint]: room[constraint] - (constraint === 'beta' ? 0.01 : 0.001) };
          expect(isFeasible(less)).toBe(false);
        }
      }),
    );
  });
});
