import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.ts';
import { demoStore } from './demo-store.ts';

// Seen from dist/bench.
const trrm = fileURLToPath(new URL('../../bin/trrm.mjs', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'trrm-bench-out-'));
let made: Awaited<ReturnType<typeof demoStore>>;

/** One command as a process of its own, as a user meets it. */
const command = (name: string, goal: string | undefined, argv: readonly string[], shares = 0): Bench => ({
  name,
  ...(goal !== undefined && { goal }),
  async setup() {
    made = await demoStore(undefined, { shares });
  },
  run() {
    const { status, stderr } = spawnSync(process.execPath, [trrm, ...argv, '--store', made.file]);
    if (status !== 0) throw new Error(stderr.toString());
  },
  teardown() {
    made.remove();
    rmSync(out, { recursive: true, force: true });
  },
});

export const benches: Bench[] = [
  command('trrm run, the whole process with decision, report and ledger', '≤ 1.5 s', ['run', '--out', out]),
  // The run to warm up builds the risk model and the sleeves.
  command('trrm run with 500 shares, the whole process', '≤ 3 s', ['run', '--out', out], 500),
  command('trrm whatif, the whole process', undefined, [
    'whatif',
    '--set',
    'us-vix=45',
    'nifty=-20%',
    '--json',
  ]),
  command('trrm history, the whole process', undefined, ['history', '--json']),
];
