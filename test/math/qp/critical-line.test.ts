import fc from 'fast-check';
import { criticalLine } from '../../../src/math/qp/critical-line.ts';
import type { QuadraticProgram } from '../../../src/math/qp/program.ts';
import { solveQp } from '../../../src/math/qp/solve-qp.ts';
import { randomProgramme } from '../../../fixtures/random-programme.ts';

/** Random assets with a cap, fully invested; the rewards are the negative linear terms. */
function randomLine(seed: number, n: number, cap: number) {
  const { hessian, linear } = randomProgramme(seed, { assets: n, turnover: false });
  const program: QuadraticProgram = {
    hessian,
    linear: new Float64Array(n),
    lower: new Float64Array(n),
    upper: new Float64Array(n).fill(cap),
    rows: {
      count: 1,
      coefficients: new Float64Array(n).fill(1),
      lower: Float64Array.of(1),
      upper: Float64Array.of(1),
    },
    trade: null,
  };
  return { program, reward: linear.map((c) => -c) };
}

describe('the critical line', () => {
  test('agrees with the quadratic programme at and between all corners of random assets', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 2, max: 40 }),
        fc.constantFrom(1, 0.5, 0.3),
        (seed, n, cap) => {
          const { program, reward } = randomLine(seed, n, Math.max(cap, 1 / n));
          const corners = criticalLine(program, reward)!;
          expect(corners.at(-1)!.tolerance).toBe(0);
          for (const [k, { tolerance, point }] of corners.entries()) {
            const next = corners[k + 1] ?? corners[k]!;
            for (const share of [0, 0.4]) {
              const at = tolerance + share * (next.tolerance - tolerance);
              const solved = solveQp({ ...program, linear: reward.map((r) => -at * r) });
              if (solved.kind !== 'solved') throw new Error(solved.kind);
              point.x.forEach((w, i) =>
                expect(w + share * (next.point.x[i]! - w)).toBeCloseTo(solved.point.x[i]!, 8),
              );
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('starts where caps fill the whole portfolio exactly, although their sum is rounded', () => {
    const { program, reward } = randomLine(3, 120, 0.02);
    const corners = criticalLine(program, reward)!;
    expect(corners[0]!.point.x.filter((w) => w > 0.02 - 1e-12)).toHaveLength(50);
    expect(corners.at(-1)!.tolerance).toBe(0);
  });

  test('is left to other solvers where the vertex is not unique', () => {
    const { program } = randomLine(3, 10, 1);
    expect(criticalLine(program, new Float64Array(10).fill(0.1))).toBeNull();
  });
});
