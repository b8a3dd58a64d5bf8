import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.ts';
import { demoStore } from './demo-store.ts';

// Relative to dist/bench.
const trrm = fileURLToPath(new URL('../../bin/trrm.mjs', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'trrm-bench-out-'));
let demo: Awaited<ReturnType<typeof demoStore>>;

/** One command in its own process, as a user runs it. */
const command = (name: string, goal: string | undefined, argv: readonly string[], stocks = 0): Bench => ({
  name,
  ...(goal !== undefined && { goal }),
  async setup() {
    demo = await demoStore(undefined, { stocks });
    // A what-if only reads the models that a run has built.
    if (stocks > 0 && argv[0] === 'whatif')
      spawnSync(process.execPath, [trrm, 'run', '--out', out, '--store', demo.file, '--quiet']);
  },
  run() {
    const { status, stderr } = spawnSync(process.execPath, [trrm, ...argv, '--store', demo.file]);
    if (status !== 0) throw new Error(stderr.toString());
  },
  teardown() {
    demo.remove();
    rmSync(out, { recursive: true, force: true });
  },
});

export const benches: Bench[] = [
  command('trrm run: whole process with decision, report and ledger', '≤ 0.75 s', ['run', '--out', out]),
  // The warm-up run builds the risk model and the sleeves.
  command('trrm run: whole process with 500 stocks', '≤ 2 s', ['run', '--out', out], 500),
  command('trrm whatif: whole process', undefined, ['whatif', '--set', 'us-vix=45', 'nifty=-20%', '--json']),
  command(
    'trrm whatif: whole process with 500 stocks',
    '≤ 1 s CPU',
    ['whatif', '--set', 'us-vix=45', '--json'],
    500,
  ),
  command('trrm history: whole process', undefined, ['history', '--json']),
];
