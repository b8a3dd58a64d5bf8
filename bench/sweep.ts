import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engine } from '../src/decision/engine.ts';
import { day } from '../src/market/day.ts';
import { openStore } from '../src/market/store/store.ts';
import { randomStream } from '../src/math/random/random.ts';
import { threads } from '../src/parallel/executor.ts';
import { DEFAULT_RULE_BOOK } from '../src/rulebook/rule-book.ts';
import type { OpenedSnapshot } from '../src/snapshot/open-snapshot.ts';
import { threadsExecutor } from '../src/sweep/executors/threads.ts';
import { figuresOf } from '../src/sweep/objective/figures.ts';
import { parseSweepPlan } from '../src/sweep/plan/sweep-plan.ts';
import { runSweep } from '../src/sweep/run-sweep.ts';
import { adjustSearch } from '../src/sweep/search/search.ts';
import { snapshotForSweep } from '../src/sweep/sweep-snapshot.ts';
import type { Bench } from './bench.ts';
import { demoStore } from './demo-store.ts';
import { referenceFiles } from './reference-files.ts';

const RULE_BOOKS = 10_000;
const PLAN = parseSweepPlan(`
note: How long ten thousand rule books take
parameters:
  regimes.enterBullish: { from: 0.1, to: 0.35 }
  regimes.leaveBullish: { from: 0, to: 0.1 }
  regimes.enterBearish: { from: -0.35, to: -0.1 }
  signals.nifty-regression.weight: { from: 0.2, to: 0.5 }
  signals.nifty-regression.gapMonths: { from: 6, to: 14, int: true }
design: { sobol: ${RULE_BOOKS}, seed: 1 }
`);

let folder: string;
let snapshot: OpenedSnapshot;
let run = 0;
let said = '';

async function setup(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'trrm-bench-'));
  const demo = await demoStore(referenceFiles());
  const store = await openStore(demo.file, { purpose: 'bench', mode: 'read' });
  snapshot = await snapshotForSweep(store, {}, { engine: engine(), cache: folder, today: day('2090-01-01') });
  await store.close();
  demo.remove();
}

async function sweep(): Promise<void> {
  const outcome = await runSweep({
    definition: { plan: PLAN, book: DEFAULT_RULE_BOOK, snapshot: snapshot.id, engine: engine() },
    snapshot,
    folder: join(folder, `run-${++run}`),
    resume: false,
    retry: false,
    executor: (task) => threadsExecutor(task, 2),
    planning: threads(2),
    ledger: join(folder, 'trials.jsonl'),
    today: day('2026-01-01'),
    now: Date.now,
    onStatus: () => {},
    progress: () => {},
  });
  if (outcome.kind === 'failed') throw new Error(`${outcome.failed} chunks failed`);
  const { search } = outcome.report;
  said = `${search.trials} rule books, ${search.months} months, ${Math.round(process.memoryUsage.rss() / 1e6)} MB`;
}

const [TRIALS, MONTHS] = [1000, 264];

/** Monthly returns of trials without skill; the first `edges` have a true Sharpe ratio of 1.2 a year. */
function returnsOf(seed: number, edges: number): Float64Array[] {
  const { uniform } = randomStream(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return Array.from({ length: TRIALS }, (_, n) =>
    Float64Array.from(
      { length: MONTHS },
      () => 0.04 * normal() + (n < edges ? (1.2 * 0.04) / Math.sqrt(12) : 0),
    ),
  );
}

const adjusted = (seed: number, edges: number) => {
  const returns = returnsOf(seed, edges);
  const ratios = Float64Array.from(returns, (r) => figuresOf(r, r).ratio);
  return adjustSearch(returns, ratios, TRIALS, 16);
};

const SEEDS = 20;
let found = '';

export const benches: Bench[] = [
  {
    name: 'sweep: 10,000 rule books, evidence objective, 2 threads, with the report',
    goal: '≤ 40 s, ≤ 600 MB',
    setup,
    run: sweep,
    teardown: () => rmSync(folder, { recursive: true, force: true }),
    detail: () => said,
  },
  {
    name: 'sweep: 12,870 splits of 1,000 trials',
    goal: '≤ 3 s',
    run: () => void adjusted(1, 0),
  },
  {
    name: `sweep: ${SEEDS} searches without skill, and ${SEEDS} with one real edge`,
    goal: 'deflated probability < 0.95 in 95 of 100, PBO 0.5 ± 0.1; the edge found',
    run: () => {
      const seeds = Array.from({ length: SEEDS }, (_, i) => i + 1);
      const noise = seeds.map((s) => adjusted(s, 0));
      const edge = seeds.map((s) => adjusted(s, 1));
      const mean = (values: readonly number[]): string =>
        (values.reduce((sum, v) => sum + v, 0) / values.length).toFixed(3);
      const below = noise.filter((a) => a.deflated!.counted < 0.95).length;
      const above = edge.filter((a) => a.deflated!.counted >= 0.95).length;
      found = `without skill: below 0.95 in ${below} of ${SEEDS}, PBO ${mean(noise.map((a) => a.overfitting!.probability))}; one edge: 0.95 and above in ${above}, PBO ${mean(edge.map((a) => a.overfitting!.probability))}`;
    },
    detail: () => found,
  },
];
