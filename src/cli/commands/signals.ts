import type { Command } from 'commander';
import type { Day } from '../../market/day.ts';
import { type Io, json } from '../shared/io.ts';
import { type CommonOptions, dateOption, readRuleBook, withCommon } from '../shared/options.ts';

interface Options extends CommonOptions {
  readonly asOf?: Day;
}

export function addSignals(program: Command, io: Io): void {
  withCommon(program.command('signals'))
    .description('show the market signals at a date, with their reasons')
    .option('--as-of <date>', 'ISO date (default: last session of the store)', dateOption)
    .action(async (options: Options) => {
      const { regimeAt } = await import('../../decision/regime/regime-at.ts');
      const { withStore } = await import('../shared/with-store.ts');
      const request = {
        book: await readRuleBook(options.rulebook),
        asOf: options.asOf,
        today: io.today(),
      };
      const { called, asOf, simulated } = await withStore(
        options,
        { purpose: 'trrm signals', mode: 'read' },
        (store) => regimeAt(store, request),
      );
      if (options.json) return io.out(json({ asOf: called.call.asOf, simulated, signals: called.signals }));
      const { signalsText } = await import('../text/regimes/signals.ts');
      const { voteThreshold } = request.book.regimes;
      return io.out(signalsText(called.signals, { asOf, simulated, voteThreshold }));
    });
}
