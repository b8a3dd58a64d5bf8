import { join } from 'node:path';
import type { Command } from 'commander';
import type { OpenedSnapshot } from '../../../snapshot/open-snapshot.ts';
import type { SweepDefinition } from '../../../sweep/trials/plan-trials.ts';
import { type Io, json } from '../../shared/io.ts';
import { readRuleBook, withCommon } from '../../shared/options.ts';
import { addConfirm } from './confirm.ts';
import { execute, type SweepOptions, withExecution } from './execute.ts';
import { addReport } from './report.ts';
import { addRetry } from './retry.ts';
import { addStatus } from './status.ts';
import { addStop } from './stop.ts';

export function addSweep(program: Command, io: Io, fail: (code?: number) => void): void {
  const command = withExecution(withCommon(program.command('sweep')))
    .description('run many rule books over history, and say what so large a search leaves of its best result')
    .argument('<plan>', 'the plan, in YAML: parameters, design, objective, holdout, and why')
    .option('--snapshot <id>', 'the snapshot to run on (default: made from the store)')
    .option('--out <folder>', 'where to write (default: trrm-out/sweep-<id>)')
    .option('--resume', 'continue a sweep that was stopped or killed')
    .option('--dry-run', 'count the rule books, and run none')
    .action((plan: string, options: SweepOptions) => runSweepCommand(plan, options, io, fail));
  addStatus(command, io);
  addStop(command, io);
  addReport(command, io);
  addConfirm(command, io);
  addRetry(command, io, fail);
}

async function runSweepCommand(
  file: string,
  options: SweepOptions,
  io: Io,
  fail: (code?: number) => void,
): Promise<void> {
  const { readText, SWEEP_PLAN } = await import('../../../market/files/read-text.ts');
  const { parseSweepPlan } = await import('../../../sweep/plan/sweep-plan.ts');
  const { engine } = await import('../../../decision/engine.ts');
  const { snapshotCache } = await import('../../../snapshot/cache.ts');
  const { givenSnapshot, snapshotForSweep } = await import('../../../sweep/sweep-snapshot.ts');
  const { refuseFolderInUse } = await import('../../../market/store/lock.ts');
  const { withStore } = await import('../../shared/with-store.ts');
  if (options.out !== undefined && !options.dryRun) refuseFolderInUse(options.out);
  const plan = parseSweepPlan(readText(file, SWEEP_PLAN), file);
  const book = await readRuleBook(options.rulebook);
  const at = { engine: engine(), cache: snapshotCache(process.env), today: io.today() };
  const snapshot =
    options.snapshot === undefined
      ? await withStore(options, { purpose: 'trrm sweep', mode: 'read' }, (store) =>
          snapshotForSweep(store, plan, at),
        )
      : await givenSnapshot(options.snapshot, plan, at);
  const definition: SweepDefinition = { plan, book, snapshot: snapshot.id, engine: at.engine };
  if (options.dryRun) return dryRun(definition, snapshot, options, io);
  const { sweepId } = await import('../../../sweep/chunks/chunk.ts');
  const folder = options.out ?? join('trrm-out', `sweep-${sweepId(definition).slice(0, 12)}`);
  await execute({ definition, snapshot, folder, retry: false }, options, io, fail);
}

async function dryRun(
  definition: SweepDefinition,
  snapshot: OpenedSnapshot,
  options: SweepOptions,
  io: Io,
): Promise<void> {
  const { planSweep } = await import('../../../sweep/dry-run.ts');
  const { keptResultsBeside } = await import('../../../sweep/results/kept-results.ts');
  const { trialLedgerBeside } = await import('../../../validation/trial-ledger.ts');
  const results = keptResultsBeside(trialLedgerBeside(options.store));
  const counts = await planSweep(definition, snapshot, { results, atOnce: options.chunk });
  if (options.json) return io.out(json(counts));
  const { dryRunText } = await import('../../text/sweep.ts');
  return io.out(dryRunText(counts));
}
