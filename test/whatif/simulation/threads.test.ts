import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const moduleOf = (path: string) =>
  JSON.stringify(pathToFileURL(join(__dirname, '../../../dist/src', path)).href);

/** Three chunks of paths under two labels; workers load compiled code, so it runs in a process of its own. */
const PROGRAM = `
  import { inline, threads } from ${moduleOf('parallel/executor.js')};
  import { simulateTask } from ${moduleOf('whatif/simulation/simulate.js')};
  const task = {
    seed: 5, paths: 3000, months: 12, horizons: Int32Array.of(6, 12),
    chain: { labels: 2, start: 0, transition: Float64Array.of(0.9, 0.1, 0.2, 0.8), posterior: null },
    assets: 2,
    law: {
      kind: 't', degrees: 6,
      means: Float64Array.of(0.01, 0.004, -0.005, 0.004),
      covariances: Float64Array.of(0.002, 0.0001, 0.0001, 0.0002, 0.006, -0.0002, -0.0002, 0.0002),
    },
    policies: [{ kind: 'hold', id: 'hold', weights: Float64Array.of(0.5, 0.5) }],
    antithetic: true, barrier: 0.85,
  };
  const results = [];
  for (const executor of [inline, threads(1), threads(2), threads(4)])
    results.push(JSON.stringify(await simulateTask(task, { executor })));
  process.stdout.write(JSON.stringify({ same: new Set(results).size === 1, length: results[0].length }));`;

test('a simulation has the same bits in this thread and in 1, 2 and 4 worker threads', () => {
  const out = execFileSync(process.execPath, ['--input-type=module', '--eval', PROGRAM], {
    encoding: 'utf8',
  });
  const { same, length } = JSON.parse(out) as { same: boolean; length: number };
  expect(length).toBeGreaterThan(1000);
  expect(same).toBe(true);
}, 60_000);
