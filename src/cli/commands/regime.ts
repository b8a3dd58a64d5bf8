import type { Command } from 'commander';
import type { Day } from '../../market/day.ts';
import type { Io } from '../shared/io.ts';
import { json } from '../json.ts';
import { type CommonOptions, dateOption, withCommon } from '../shared/options.ts';

interface Options extends CommonOptions {
  readonly asOf?: Day;
  readonly explain?: boolean;
}

export function addRegime(program: Command, io: Io): void {
  withCommon(program.command('regime'))
    .description('the regime at a date: label, score, contributions, nearest flip')
    .option('--as-of <date>', 'ISO date; the last session of the store if left out', dateOption)
    .option('--explain', 'with the sentence and the evidence behind each signal')
    .action(async (options: Options) => {
      const { callAt } = await import('../shared/regime-at.ts');
      const { called, simulated } = await callAt(options, 'trrm regime', io);
      const explained = options.explain ? { signals: called.signals } : {};
      if (options.json) return io.out(json({ ...called.call, simulated, ...explained }));
      const { regimeText } = await import('../text/regime.ts');
      return io.out(regimeText(called.call, { simulated, ...explained }));
    });
}
