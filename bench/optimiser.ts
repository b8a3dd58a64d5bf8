import type { Assets } from '../src/optimiser/assets.ts';
import { fullyInvested } from '../src/optimiser/constraints/fully-invested.ts';
import { assetCap } from '../src/optimiser/constraints/asset-cap.ts';
import { noShorts } from '../src/optimiser/constraints/no-shorts.ts';
import { efficientFrontier } from '../src/optimiser/methods/efficient-frontier.ts';
import { randomProgramme, type RandomProgrammeShape } from '../fixtures/random-programme.ts';
import { largestResidual } from '../src/math/qp/fixed-point.ts';
import { hessianTimes } from '../src/math/qp/hessian.ts';
import { objectiveOf, type QuadraticProgram } from '../src/math/qp/program.ts';
import { loadScs, type SecondSolver } from '../src/math/qp/scs.ts';
import { RESIDUAL_TOLERANCE, solveQp } from '../src/math/qp/solve-qp.ts';
import type { Bench } from './bench.ts';

/** Assets of a random factor model, with its covariance as a factor model or as a dense matrix. */
function assetsOf(n: number, isDense: boolean): Assets {
  const { hessian, linear } = randomProgramme(7, { assets: n, turnover: false });
  const names = Array.from({ length: n }, (_, i) => `asset ${i + 1}`);
  const expected = linear.map((c) => -c);
  if (!isDense) return { names, covariance: hessian, expected };
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const unit = new Float64Array(n);
    unit[i] = 1;
    matrix.set(hessianTimes(hessian, unit), i * n);
  }
  return { names, covariance: { kind: 'dense', n, matrix }, expected };
}

/** @param times repetitions per run, so that short runs do not measure JIT compilation. */
function frontier(n: number, times: number, form: 'dense' | 'factor model', goal: string): Bench {
  const assets = assetsOf(n, form === 'dense');
  const constraints = [fullyInvested(n), noShorts(n), assetCap(n, 1)];
  return {
    name: `optimiser: frontier of 50 points, ${n} assets (${form})${times > 1 ? `, ${times} times` : ''}`,
    goal,
    async run() {
      for (let k = 0; k < times; k++) {
        const found = await efficientFrontier(assets, constraints, 50);
        if (found.kind !== 'frontier') throw new Error(found.kind);
      }
    },
  };
}

function programmes(shape: RandomProgrammeShape, goal: string): Bench {
  const given = Array.from({ length: 8 }, (_, seed) => randomProgramme(seed, shape));
  let range = '';
  return {
    name: `optimiser: 8 quadratic programmes of ${shape.assets} assets${shape.turnover ? ' with turnover' : ''}`,
    goal: `8 × ${goal}`,
    run() {
      const times = given.map((program) => {
        const start = performance.now();
        const { kind } = solveQp(program);
        if (kind !== 'solved') throw new Error(kind);
        return performance.now() - start;
      });
      range = `${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)} ms per programme`;
    },
    detail: () => range,
  };
}

const PROGRAMMES_PER_RUN = 34;

/** Compares with SCS on random programmes, different ones in each run: six runs including the warm-up cover 204. */
function agreement(): Bench {
  let scs: SecondSolver;
  let seen = 0;
  let infeasible = 0;
  let gap = 0;
  let residual = 0;
  const compare = (program: QuadraticProgram): void => {
    const ours = solveQp(program);
    if (ours.kind !== 'solved') throw new Error(`programme ${seen} is ${ours.kind}`);
    const theirs = scs(program);
    if (theirs === null) throw new Error(`SCS did not solve programme ${seen}`);
    const value = objectiveOf(program, ours.point.x);
    gap = Math.max(gap, Math.abs(value - objectiveOf(program, theirs.x)) / Math.max(Math.abs(value), 1e-3));
    residual = Math.max(residual, largestResidual(ours.residuals));
    // The same programme with caps too low for full investment must be detected as infeasible.
    const impossible = { ...program, upper: program.upper.map(() => 0.9 / program.upper.length) };
    if (solveQp(impossible).kind === 'infeasible') infeasible++;
  };
  return {
    name: `optimiser: ${PROGRAMMES_PER_RUN} random programmes of 50 to 1,250 assets, compared with SCS`,
    async setup() {
      scs = await loadScs();
    },
    run() {
      for (let k = 0; k < PROGRAMMES_PER_RUN; k++, seen++)
        compare(
          randomProgramme(1000 + seen, { assets: 50 + ((seen * 367) % 1201), turnover: seen % 2 === 0 }),
        );
    },
    detail: () =>
      `${seen} programmes: objectives within ${gap.toExponential(1)} of SCS (target 1e-6), ` +
      `residuals within ${residual.toExponential(1)} (target ${RESIDUAL_TOLERANCE}), ${infeasible} of ${seen} infeasible variants detected`,
  };
}

export const benches: Bench[] = [
  frontier(8, 100, 'dense', '100 × ≤ 3 ms'),
  frontier(500, 1, 'dense', '≤ 1 s with reading the file and starting the program'),
  frontier(500, 1, 'factor model', '≤ 1 s'),
  programmes({ assets: 500, turnover: false }, '22 ms'),
  programmes({ assets: 1250, turnover: true }, '42 to 73 ms'),
  agreement(),
];
