import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { demoStore } from './demo-store.ts';
import { type ProcessUsage, runCommand, usageText } from './process-usage.ts';

const out = mkdtempSync(join(tmpdir(), 'trrm-bench-out-'));
let demo: Awaited<ReturnType<typeof demoStore>>;
let used: ProcessUsage[] = [];

/** Of the runs after the warm-up. */
const detail = (): string => usageText(used.slice(1));

interface Options {
  readonly goal?: string;
  /** Stocks in the store. */
  readonly stocks?: number;
}

/** A command on a store; the models and the ledger are those of a run before it. */
const command = (name: string, argv: readonly string[], { goal, stocks = 0 }: Options = {}): Bench => ({
  name: `${name}: whole process${stocks > 0 ? ` with ${stocks} stocks` : ''}`,
  ...(goal !== undefined && { goal }),
  async setup() {
    used = [];
    demo = await demoStore(undefined, { stocks });
    runCommand(['run', '--out', join(out, 'decision'), '--store', demo.file, '--quiet']);
  },
  run: () => void used.push(runCommand([...argv, '--store', demo.file])),
  detail,
  teardown: () => demo.remove(),
});

/** A command that needs no store. */
const withoutStore = (name: string, argv: readonly string[], prepare: () => void = () => {}): Bench => ({
  name: `${name}: whole process`,
  setup() {
    used = [];
    prepare();
  },
  run: () => void used.push(runCommand(argv)),
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
