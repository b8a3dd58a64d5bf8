import { Command, CommanderError } from 'commander';
import { isUsageError, UserError } from '../market/problem.ts';
import { addBacktest } from './commands/backtest/backtest.ts';
import { addBackup } from './commands/backup.ts';
import { addBook } from './commands/book/book.ts';
import { addDemo } from './commands/demo.ts';
import { addEvidence } from './commands/evidence.ts';
import { addExplain } from './commands/explain.ts';
import { addClientPlan } from './commands/client-plan.ts';
import { addFunds } from './commands/funds/funds.ts';
import { addHistory } from './commands/history.ts';
import { addImport } from './commands/import.ts';
import { helpAfterErrors } from './shared/help-after-errors.ts';
import { failureText } from './shared/failure-text.ts';
import { type Io, ioOf, processWorld, type World } from './shared/io.ts';
import { addLedger } from './commands/ledger.ts';
import { addPack } from './commands/pack.ts';
import { addRecord } from './commands/record.ts';
import { addRegime } from './commands/regime.ts';
import { addOptimise } from './commands/optimise/optimise.ts';
import { addPerformance } from './commands/performance.ts';
import { addRisk } from './commands/risk/risk.ts';
import { addRulebook } from './commands/rulebook.ts';
import { addRun } from './commands/run.ts';
import { addServe } from './commands/serve.ts';
import { addSimulate } from './commands/simulate.ts';
import { addSignals } from './commands/signals.ts';
import { addSnapshot } from './commands/snapshot.ts';
import { addSleeves } from './commands/sleeves/sleeves.ts';
import { addSweep } from './commands/sweep/sweep.ts';
import { addStress } from './commands/stress.ts';
import { addStatus } from './commands/status.ts';
import { addUpdate } from './commands/update.ts';
import { addVerify } from './commands/verify.ts';
import { addWorker } from './commands/worker.ts';
import { addWhatif } from './commands/whatif.ts';
import { engine } from '../decision/engine.ts';

/** Exit codes: 0 success, 1 the request failed, 2 wrong usage; 3 where a part succeeded, 75 where a queue did not answer, 130 where work was stopped. */
const DONE = 0;
const FAILED = 1;
const USAGE = 2;
/** As EX_TEMPFAIL of sysexits.h: the same command may succeed later. */
const LATER = 75;
const STOPPED = 130;

/** The definition of the command line. A command calls `fail` when its request fails without an error being thrown. */
export function trrmProgram(io: Io, fail: (code?: number) => void): Command {
  const program = new Command('trrm')
    .description(
      'Regime-switching tactical allocation for Indian equities: signals, regime, allocation, report.',
    )
    .version(engine().version)
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err });
  for (const add of [
    addDemo,
    addImport,
    addUpdate,
    addStatus,
    addSignals,
    addRegime,
    addHistory,
    addRun,
    addExplain,
    addWhatif,
    addBacktest,
    addServe,
    addStress,
    addSimulate,
    addEvidence,
    addRisk,
    addSleeves,
    addOptimise,
    addPerformance,
    addFunds,
    addRecord,
    addPack,
    addClientPlan,
    addBook,
    addRulebook,
    addLedger,
    addSweep,
    addWorker,
    addSnapshot,
    addBackup,
    addVerify,
  ]) {
    add(program, io, fail);
  }
  helpAfterErrors(program, io);
  return program;
}

/** Runs one command line and returns the exit code. Each command loads its modules only when it runs. */
export async function main(argv: readonly string[], world: World = processWorld): Promise<number> {
  const io = ioOf(world);
  let code = DONE;
  const program = trrmProgram(io, (failed = FAILED) => {
    code = failed;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : USAGE;
    io.err(failureText(error));
    if (!(error instanceof UserError)) return FAILED;
    if (error.problems.some((p) => p.code === 'stopped')) return STOPPED;
    if (error.problems.some((p) => p.code === 'queue-down')) return LATER;
    return isUsageError(error) ? USAGE : FAILED;
  }
}
