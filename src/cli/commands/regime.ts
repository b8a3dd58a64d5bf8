import type { Command } from 'commander';
import type { Day } from '../../market/day.ts';
import { type Io, json } from '../shared/io.ts';
import { type CommonOptions, dateOption, readRuleBook, withCommon } from '../shared/options.ts';

interface Options extends CommonOptions {
  readonly asOf?: Day;
  readonly explain?: boolean;
}

export function addRegime(program: Command, io: Io): void {
  withCommon(program.command('regime'))
    .description('show the regime at a date: label, score, contributions, nearest change')
    .option('--as-of <date>', 'ISO date (default: last session of the store)', dateOption)
    .option('--explain', 'add the reason and the inputs of each signal')
    .action(async (options: Options) => {
      const { regimeAt } = await import('../../decision/regime/regime-at.ts');
      const { withStore } = await import('../shared/with-store.ts');
      const request = {
        book: await readRuleBook(options.rulebook),
        asOf: options.asOf,
        today: io.today(),
      };
      const { called, simulated } = await withStore(
        options,
        { purpose: 'trrm regime', mode: 'read' },
        (store) => regimeAt(store, request),
      );
      const { call, signals } = called;
      if (options.json) return io.out(json({ ...call, simulated, ...(options.explain && { signals }) }));
      const { regimeText } = await import('../text/regimes/regime.ts');
      const { voteThreshold } = request.book.regimes;
      return io.out(
        regimeText(call, signals, { simulated, explain: options.explain === true, voteThreshold }),
      );
    });
}
