import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.ts';
import { demoStore } from './demo-store.ts';

// Relative to dist/bench.
const trrm = fileURLToPath(new URL('../../bin/trrm.mjs', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'trrm-bench-out-'));
let demo: Awaited<ReturnType<typeof demoStore>>;
let used: { readonly cpu: number; readonly memory: number }[] = [];

/** Writes what a process used to a file when it ends: Node does not tell this of a child. */
const usageFile = join(out, 'usage.json');
const usageScript = join(out, 'usage.cjs');
const USAGE = `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(usageFile)},
  JSON.stringify(process.resourceUsage())));`;

/** The time of one command in its own process, as a user runs it, with its CPU and peak memory beside it. */
function timed(argv: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, ['--require', usageScript, trrm, ...argv]);
  if (status !== 0) throw new Error(stderr.toString());
  const usage = JSON.parse(readFileSync(usageFile, 'utf8')) as NodeJS.ResourceUsage;
  used.push({
    cpu: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
    memory: usage.maxRSS / 1024,
  });
}

/** Medians, without the warm-up. */
function detail(): string {
  const median = (of: readonly number[]): number => of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)]!;
  const counted = used.slice(1);
  return `${median(counted.map((u) => u.cpu)).toFixed(2)} s CPU, ${median(counted.map((u) => u.memory)).toFixed(0)} MB`;
}

interface Options {
  readonly goal?: string;
  /** Stocks in the store. */
  readonly stocks?: number;
}

const begin = (): void => {
  writeFileSync(usageScript, USAGE);
  used = [];
};

/** A command on a store; the models and the ledger are those of a run before it. */
const command = (name: string, argv: readonly string[], { goal, stocks = 0 }: Options = {}): Bench => ({
  name: `${name}: whole process${stocks > 0 ? ` with ${stocks} stocks` : ''}`,
  ...(goal !== undefined && { goal }),
  async setup() {
    begin();
    demo = await demoStore(undefined, { stocks });
    const first = ['run', '--out', join(out, 'decision'), '--store', demo.file, '--quiet'];
    const { status, stderr } = spawnSync(process.execPath, [trrm, ...first]);
    if (status !== 0) throw new Error(stderr.toString());
  },
  run: () => timed([...argv, '--store', demo.file]),
  detail,
  teardown: () => demo.remove(),
});

/** A command that needs no store. */
const withoutStore = (name: string, argv: readonly string[], prepare: () => void = () => {}): Bench => ({
  name: `${name}: whole process`,
  setup() {
    begin();
    prepare();
  },
  run: () => timed(argv),
  detail,
});

const returns = join(out, 'returns.csv');
/** Ten years of monthly returns. */
const writeReturns = (): void =>
  writeFileSync(
    returns,
    `date,return\n${Array.from({ length: 120 }, (_, i) => {
      const end = new Date(Date.UTC(2015, i + 1, 0)).toISOString().slice(0, 10);
      return `${end},${(0.01 + 0.04 * Math.sin(i)).toFixed(6)}`;
    }).join('\n')}\n`,
  );

process.on('exit', () => rmSync(out, { recursive: true, force: true }));

export const benches: Bench[] = [
  command('trrm run', ['run', '--out', join(out, 'run')], { goal: '≤ 0.75 s' }),
  command('trrm run', ['run', '--out', join(out, 'run')], { goal: '≤ 2 s', stocks: 500 }),
  command('trrm whatif', ['whatif', '--set', 'us-vix=45', 'nifty=-20%', '--json']),
  command('trrm whatif', ['whatif', '--set', 'us-vix=45', '--json'], { goal: '≤ 1 s CPU', stocks: 500 }),
  command('trrm history', ['history', '--json']),
  command('trrm explain', ['explain', join(out, 'decision', 'decision.json'), '/regime/score']),
  withoutStore('trrm performance', ['performance', returns], writeReturns),
  withoutStore('trrm --help', ['--help']),
];
