import { dirname, join } from 'node:path';
import { engine } from '../decision/engine.ts';
import { type DateInput, dayFrom } from '../market/date-input.ts';
import { userError } from '../market/problem.ts';
import type { Store } from '../market/store/store.ts';
import { inline, threads } from '../parallel/executor.ts';
import { DEFAULT_RULE_BOOK, type RuleBook } from '../rulebook/rule-book.ts';
import { trialLedgerBeside } from '../validation/trial-ledger.ts';
import { inlineExecutor } from './executors/inline.ts';
import { threadsExecutor } from './executors/threads.ts';
import { parseSweepPlan } from './plan/sweep-plan.ts';
import type { SweepReport } from './report-schema.ts';
import { runSweep } from './run-sweep.ts';
import { keptResultsBeside } from './results/kept-results.ts';
import { snapshotForSweep } from './sweep-snapshot.ts';

/** How to run a sweep. */
export interface SweepOptions {
  /** Where parts and results are written; a new folder, or with `resume` that of the same sweep. */
  readonly folder: string;
  /** The day that the ledger of trials records, and after which no row is used. */
  readonly today: DateInput;
  /** The rule book that the parameters change; default: the rules of TRRM. */
  readonly rules?: RuleBook;
  /** Worker threads; they do not change the result. Default: 1, this one. */
  readonly threads?: number;
  readonly resume?: boolean;
  /** Where the snapshot is kept; default: `snapshots` beside the store. */
  readonly snapshots?: string;
}

/**
 * Runs many rule books over the history of a store, and says what so large a search leaves of its best result. Every trial is
 * recorded in the ledger of trials beside the store before it is run, and none is run of which an earlier sweep kept the results.
 *
 * @param store open for reading; what it knows by `today`, or by the day before the plan's holdout, is used.
 * @param plan in YAML, as `trrm sweep` reads it: parameters, design, objective, holdout, and why.
 * @returns the report, whose `lines` come first: ratios in `ranking` a year, in `search` per month.
 * @throws UserError for a plan that cannot be run, a folder that is in use, or a rule book that fails.
 * @example
 * import { openStore, sweepStore } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb', { mode: 'read' });
 * const plan = `
 * note: Does the threshold of a bullish label matter?
 * parameters: { regimes.enterBullish: [0.15, 0.2, 0.25] }
 * design: grid
 * `;
 * const report = await sweepStore(store, plan, { folder: 'sweep', today: '2026-01-05' });
 * console.log(report.lines.join('\n'));
 * await store.close();
 */
export async function sweepStore(store: Store, plan: string, options: SweepOptions): Promise<SweepReport> {
  const { folder, rules = DEFAULT_RULE_BOOK, threads: count = 1, resume = false } = options;
  const { snapshots = join(dirname(store.file), 'snapshots') } = options;
  const today = dayFrom(options.today);
  const ledger = trialLedgerBeside(store.file);
  const parsed = parseSweepPlan(plan);
  const snapshot = await snapshotForSweep(store, parsed, { engine: engine(), cache: snapshots, today });
  const outcome = await runSweep({
    definition: { plan: parsed, book: rules, snapshot: snapshot.id, engine: engine() },
    snapshot,
    folder,
    resume,
    retry: false,
    executor: (task) => (count === 1 ? inlineExecutor(task) : threadsExecutor(task, count)),
    planning: count === 1 ? inline : threads(count),
    ledger,
    results: keptResultsBeside(ledger),
    onReuse: () => {},
    today,
    now: Date.now,
    onStatus: () => {},
    progress: () => {},
  });
  if (outcome.kind === 'done') return outcome.report;
  throw userError(
    'sweep-failed',
    folder,
    `${outcome.failed} chunks of rule books failed.`,
    'See failed.json in the folder.',
  );
}
