import type { Command } from 'commander';
import type { Day } from '../../market/day.ts';
import type { Io } from '../shared/io.ts';
import { json } from '../json.ts';
import { type CommonOptions, dateOption, withCommon } from '../shared/options.ts';

interface Options extends CommonOptions {
  readonly asOf?: Day;
}

export function addSignals(program: Command, io: Io): void {
  withCommon(program.command('signals'))
    .description('the market signals at a date, with their evidence')
    .option('--as-of <date>', 'ISO date; the last session of the store if left out', dateOption)
    .action(async (options: Options) => {
      const { callAt } = await import('../shared/regime-at.ts');
      const { called, asOf, simulated } = await callAt(options, 'trrm signals', io);
      if (options.json) return io.out(json({ asOf: called.call.asOf, simulated, signals: called.signals }));
      const { signalsText } = await import('../text/signals.ts');
      return io.out(signalsText(called.signals, { asOf, simulated }));
    });
}
