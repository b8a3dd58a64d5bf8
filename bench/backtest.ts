import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.ts';
import { demoStore } from './demo-store.ts';

// Relative to dist/bench.
const trrm = fileURLToPath(new URL('../../bin/trrm.mjs', import.meta.url));

/** A back-test in its own process, as a user runs it. */
function backtest(name: string, goal: string, stocks: number, options: readonly string[]): Bench {
  let demo: Awaited<ReturnType<typeof demoStore>>;
  let out: string;
  const run = (...argv: readonly string[]): string => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [trrm, ...argv, '--store', demo.file], {
      encoding: 'utf8',
      maxBuffer: 1024 ** 3,
    });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };
  let months = 0;
  return {
    name,
    goal,
    async setup() {
      demo = await demoStore(undefined, { stocks });
      out = mkdtempSync(join(tmpdir(), 'trrm-bench-backtest-'));
      // Builds the risk model and the sleeves, which a back-test only reads.
      if (stocks > 0) run('run', '--out', join(out, 'run'));
    },
    run() {
      const text = run('backtest', '--no-costs', '--json', '--quiet', '--out', out, ...options);
      months = (JSON.parse(text) as { readonly months: readonly unknown[] }).months.length;
    },
    detail: () => `${months} months`,
    teardown() {
      demo.remove();
      rmSync(out, { recursive: true, force: true });
    },
  };
}

export const benches: Bench[] = [
  backtest('trrm backtest: twenty years by indices, rules', '≤ 5 s', 0, []),
  backtest('trrm backtest: twenty years by indices, bouquets', '≤ 3 s', 0, ['--weights', 'base']),
  backtest('trrm backtest: decisions on 500 stocks, held by indices', '', 500, ['--level', 'index']),
  backtest('trrm backtest: held in 500 stocks, 57 months', '≤ 14 s, the share of 240 months in 60 s', 500, [
    '--level',
    'shares',
  ]),
];
