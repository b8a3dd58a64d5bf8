import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engine } from '../src/decision/engine.ts';
import { day } from '../src/market/day.ts';
import { openStore } from '../src/market/store/store.ts';
import { crossValidateSharpe } from '../src/math/resampling/cross-validation.ts';
import { threads } from '../src/parallel/executor.ts';
import { DEFAULT_RULE_BOOK } from '../src/rulebook/rule-book.ts';
import type { OpenedSnapshot } from '../src/snapshot/open-snapshot.ts';
import { threadsExecutor } from '../src/sweep/executors/threads.ts';
import { parseSweepPlan } from '../src/sweep/plan/sweep-plan.ts';
import { runSweep } from '../src/sweep/run-sweep.ts';
import { snapshotForSweep } from '../src/sweep/sweep-snapshot.ts';
import type { Bench } from './bench.ts';
import { demoStore } from './demo-store.ts';
import { referenceFiles } from './reference-files.ts';
import { drawnTrials } from './search/trials.ts';

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
    planning: threads(2, 100),
    ledger: join(folder, 'trials.jsonl'),
    // Of its own: a trial of which results are kept is not run again.
    results: join(folder, `results-${run}`),
    onReuse: () => {},
    today: day('2026-01-01'),
    now: Date.now,
    onStatus: () => {},
    progress: () => {},
  });
  if (outcome.kind === 'failed') throw new Error(`${outcome.failed} chunks failed`);
  const { search } = outcome.report;
  said = `${search.trials} rule books, ${search.months} months, ${Math.round(process.memoryUsage.rss() / 1e6)} MB`;
}

let drawn: Float64Array[];

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
    setup: () => {
      drawn = drawnTrials(1, 1000, null);
    },
    run: () => void crossValidateSharpe(drawn, 16),
  },
];
