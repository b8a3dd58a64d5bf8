import { inline, threads } from '../src/parallel/executor.ts';
import { simulateTask } from '../src/whatif/simulation/simulate.ts';
import type { SimulationTask } from '../src/whatif/simulation/task.ts';
import { FACTOR_COUNT } from '../src/risk/factors.ts';
import { conditionalNormal } from '../src/math/conditional-normal.ts';
import type { Bench } from './bench.ts';
import { numpy } from './numpy.ts';

const LABELS = 3;
const MEANS = [0.014, 0.008, -0.006];
const DEVIATIONS = [0.04, 0.055, 0.085];
const COST = Float64Array.of(0, 0.0015, 0.006, 0.0015, 0, 0.0045, 0.006, 0.0045, 0);

/** 100,000 paths of 120 months under three labels, of assets that correlate by 0.6. */
function task(assets: number, policies: SimulationTask['policies'], kind: 't' | 'normal'): SimulationTask {
  const covariances = new Float64Array(LABELS * assets * assets);
  for (let s = 0; s < LABELS; s++)
    for (let i = 0; i < assets; i++)
      for (let j = 0; j < assets; j++)
        covariances[(s * assets + i) * assets + j] = DEVIATIONS[s]! ** 2 * (i === j ? 1 : 0.6);
  return {
    seed: 1,
    paths: 100_000,
    months: 120,
    horizons: Int32Array.of(12, 36, 60, 120),
    chain: {
      labels: LABELS,
      start: 1,
      transition: Float64Array.of(0.92, 0.06, 0.02, 0.21, 0.58, 0.21, 0.04, 0.17, 0.79),
      posterior: null,
    },
    assets,
    law: {
      kind,
      means: Float64Array.from({ length: LABELS * assets }, (_, k) => MEANS[Math.floor(k / assets)]!),
      covariances,
      degrees: 6,
    },
    policies,
    antithetic: true,
    barrier: 0.85,
  };
}

const follow = (assets: number) =>
  ({
    kind: 'mix',
    id: 'follow',
    weights: new Float64Array(LABELS * assets).fill(1 / assets),
    cost: COST,
    turnover: COST,
  }) as const;
const hold = { kind: 'hold', id: 'hold', weights: new Float64Array(8).fill(1 / 8) } as const;

/** Processor time of the last run, which other work on the machine does not lengthen. */
let cpu = 0;
const two = threads(2);
const timed = async (given: SimulationTask, executor = two): Promise<void> => {
  const before = process.cpuUsage();
  await simulateTask(given, { executor });
  const { user, system } = process.cpuUsage(before);
  cpu = (user + system) / 1000;
};
const detail = (): string => `${cpu.toFixed(0)} ms of processor time`;

/** The same collapsed simulation in numpy, where Python has it. */
const NUMPY = `
rng = np.random.default_rng(1); n, T = 100000, 120
P = np.array([[.92,.06,.02],[.21,.58,.21],[.04,.17,.79]]).cumsum(1); m = np.array([.014,.008,-.006]); s = np.array([.04,.055,.085])
def run():
    l = np.ones(n, dtype=np.int8); w = np.ones(n); peak = np.ones(n); dd = np.zeros(n)
    for t in range(T):
        if t: u = rng.random(n); l = ((u >= P[l,0]).astype(np.int8) + (u >= P[l,1]))
        w *= 1 + m[l] + s[l]*rng.standard_normal(n); np.maximum(peak, w, out=peak); np.maximum(dd, 1 - w/peak, out=dd)
    return np.quantile(w, [.05,.5,.95])
`;
const covariance = Float64Array.from({ length: FACTOR_COUNT ** 2 }, (_, k) =>
  k % (FACTOR_COUNT + 1) === 0 ? 1e-4 : 1e-5,
);

export const benches: Bench[] = [
  {
    name: 'simulation: 100,000 paths × 120 months, collapsed, normal, two threads',
    goal: '≤ 0.2 s',
    run: () => timed(task(8, [follow(8)], 'normal')),
    detail: () => `${detail()}; ${numpy(NUMPY)}`,
  },
  {
    name: 'simulation: the same with t returns',
    goal: '≤ 0.2 s',
    run: () => timed(task(8, [follow(8)], 't')),
    detail,
  },
  {
    name: 'simulation: the same with t returns, in one thread',
    run: () => timed(task(8, [follow(8)], 't'), inline),
    detail,
  },
  {
    name: 'simulation: eight assets bought and held, normal, two threads',
    goal: '≤ 1.0 s',
    run: () => timed(task(8, [hold], 'normal')),
    detail,
  },
  {
    name: 'stress: a shock of one factor carried to 38 others',
    run: () => void conditionalNormal(covariance, FACTOR_COUNT, [0], [-0.15]),
  },
];
