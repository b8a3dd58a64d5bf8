import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulateMarket } from '../../fixtures/simulated-market.ts';
import { writeSimulatedMarket } from '../../fixtures/write.ts';
import { engine } from '../../src/decision/engine.ts';
import { day } from '../../src/market/day.ts';
import { inline } from '../../src/parallel/executor.ts';
import { DEFAULT_RULE_BOOK } from '../../src/rulebook/rule-book.ts';
import type { OpenedSnapshot } from '../../src/snapshot/open-snapshot.ts';
import { inlineExecutor } from '../../src/sweep/executors/inline.ts';
import { parseSweepPlan } from '../../src/sweep/plan/sweep-plan.ts';
import type { SweepRequest } from '../../src/sweep/run-sweep.ts';
import { snapshotForSweep } from '../../src/sweep/sweep-snapshot.ts';
import { storeOf, type TempStore } from '../temp-store.ts';

const TODAY = day('2026-01-01');

/** A simulated market of indices, 2012 to March 2025, in a store of its own. */
export interface SweepMarket {
  readonly folder: string;
  readonly held: TempStore;
  readonly ledger: string;
  /** A sweep of a plan, inline, in a folder of that name. */
  readonly request: (plan: string, name: string) => Promise<SweepRequest>;
  readonly snapshotOf: (holdout?: string) => Promise<OpenedSnapshot>;
  readonly remove: () => Promise<void>;
}

export async function sweepMarket(): Promise<SweepMarket> {
  const folder = mkdtempSync(join(tmpdir(), 'trrm-sweep-'));
  const files = await writeSimulatedMarket(simulateMarket({ from: '2012-04-01' }), join(folder, 'files'));
  const held = await storeOf(files);
  const ledger = join(folder, 'trials.jsonl');
  const snapshots = new Map<string, Promise<OpenedSnapshot>>();
  const snapshotOf = (holdout?: string): Promise<OpenedSnapshot> => {
    const made =
      snapshots.get(holdout ?? '') ??
      snapshotForSweep(
        held.store,
        { holdout },
        { engine: engine(), cache: join(folder, 'cache'), today: TODAY },
      );
    snapshots.set(holdout ?? '', made);
    return made;
  };
  return {
    folder,
    held,
    ledger,
    snapshotOf,
    async request(text, name) {
      const plan = parseSweepPlan(text);
      const snapshot = await snapshotOf(plan.holdout);
      return {
        definition: { plan, book: DEFAULT_RULE_BOOK, snapshot: snapshot.id, engine: engine() },
        snapshot,
        folder: join(folder, name),
        resume: false,
        retry: false,
        executor: inlineExecutor,
        planning: inline,
        ledger,
        results: join(folder, `${name}-results`),
        onReuse: () => {},
        today: TODAY,
        now: () => 0,
        onStatus: () => {},
        progress: () => {},
      };
    },
    remove: async () => {
      await held.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
