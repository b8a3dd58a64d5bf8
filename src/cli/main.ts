import { Command, CommanderError } from 'commander';
import { UserError } from '../market/problem.ts';
import { addDemo } from './demo.ts';
import { addEvidence } from './evidence.ts';
import { addHistory } from './history.ts';
import { addImport } from './import.ts';
import { type Io, processIo } from './io.ts';
import { addLedger } from './ledger.ts';
import { addRegime } from './regime.ts';
import { addOptimise } from './optimise.ts';
import { addRisk } from './risk.ts';
import { addRulebook } from './rulebook.ts';
import { addRun } from './run.ts';
import { addSignals } from './signals.ts';
import { addSleeves } from './sleeves.ts';
import { addStatus } from './status.ts';
import { addWhatif } from './whatif.ts';
import { engine } from './engine.ts';

/** Exit codes: 0 done, 1 the request failed, 2 wrong usage. */
const DONE = 0;
const FAILED = 1;
const USAGE = 2;

/** Runs one command line and gives the exit code. Each command loads what it needs only when it is called. */
export async function main(argv: readonly string[], io: Io = processIo): Promise<number> {
  let code = DONE;
  const program = new Command('trrm')
    .description(
      'Regime-switching tactical allocation for Indian equities: signals, regime, allocation, report.',
    )
    .version(engine().version)
    .exitOverride()
    .showHelpAfterError('(trrm --help lists the commands)')
    .configureOutput({ writeOut: io.out, writeErr: io.err });
  const fail = () => {
    code = FAILED;
  };
  for (const add of [
    addDemo,
    addImport,
    addStatus,
    addSignals,
    addRegime,
    addHistory,
    addRun,
    addWhatif,
    addEvidence,
    addRisk,
    addSleeves,
    addOptimise,
    addRulebook,
    addLedger,
  ]) {
    add(program, io, fail);
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : USAGE;
    if (error instanceof UserError) io.err(`trrm: ${error.message}\n`);
    else
      io.err(
        `trrm failed in a way it should not have: ${error instanceof Error ? error.stack : String(error)}\n`,
      );
    return FAILED;
  }
}
