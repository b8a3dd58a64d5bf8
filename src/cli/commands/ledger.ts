import { type Command, InvalidArgumentError } from 'commander';
import { day } from '../../market/day.ts';
import type { Store } from '../../market/store/store.ts';
import type { Io } from '../shared/io.ts';
import { json } from '../json.ts';
import { type CommonOptions, withCommon } from '../shared/options.ts';

function entryNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Give the number of an entry, e.g. 3.');
  return Number(text);
}

export function addLedger(program: Command, io: Io, fail: () => void): void {
  const ledger = program.command('ledger').description('the decisions on record: list, show, verify, replay');
  const open = async <T>(options: CommonOptions, work: (store: Store) => Promise<T>): Promise<T> => {
    const { withStore } = await import('../shared/with-store.ts');
    return withStore(options, { purpose: 'trrm ledger', mode: 'read' }, work);
  };

  withCommon(ledger.command('list'))
    .description('every entry, oldest first')
    .action(async (options: CommonOptions) => {
      const { listEntries } = await import('../../decision/ledger.ts');
      const entries = await open(options, listEntries);
      if (options.json) return io.out(json(entries));
      const { entriesText } = await import('../text/ledger.ts');
      return io.out(entriesText(entries));
    });

  withCommon(ledger.command('show'))
    .description(
      'one entry: the decision, byte for byte, with the rule book and the portfolio it was made from',
    )
    .argument('<number>', 'the entry', entryNumber)
    .action(async (seq: number, options: CommonOptions) => {
      const { showEntry } = await import('../../decision/ledger.ts');
      const { kept, ...entry } = await open(options, (store) => showEntry(store, seq));
      if (options.json)
        return io.out(json({ ...entry, ...kept, decision: JSON.parse(kept.decision) as unknown }));
      return io.out(kept.decision);
    });

  withCommon(ledger.command('verify'))
    .description('whether every entry is as it was recorded and follows from the one before')
    .action(async (options: CommonOptions) => {
      const { verifyLedger } = await import('../../decision/verify-ledger.ts');
      const verdict = await open(options, verifyLedger);
      if (verdict.kind === 'broken') fail();
      if (options.json) return io.out(json(verdict));
      const { verdictText } = await import('../text/ledger.ts');
      return io.out(verdictText(verdict));
    });

  withCommon(ledger.command('replay'))
    .description('makes a recorded decision again, from the data it could see, and compares the bytes')
    .argument('<number>', 'the entry', entryNumber)
    .action(async (seq: number, options: CommonOptions) => {
      const { showEntry } = await import('../../decision/ledger.ts');
      const { replayEntry } = await import('../../decision/replay.ts');
      const { runMonth } = await import('../../decision/monthly-run.ts');
      const { canonicalJson } = await import('../../decision/canonical-json.ts');
      const { parseRuleBook } = await import('../../rulebook/parse.ts');
      const { engine } = await import('../shared/engine.ts');
      const { stepProgress } = await import('../shared/progress.ts');
      const { update, stop } = stepProgress(io, options.quiet === true);
      const replay = await open(options, async (store) =>
        replayEntry(await showEntry(store, seq), async ({ asOf, rulebook, portfolio, throughImport }) => {
          const run = await runMonth(store, {
            asOf: day(asOf),
            book: parseRuleBook(rulebook, `rule book of entry ${seq}`),
            portfolio,
            engine: engine(),
            throughImport,
            // What was built since may have seen more, or been changed: the rows alone are evidence.
            building: { kept: null, progress: update },
          });
          return canonicalJson(run.decision);
        }),
      ).finally(stop);
      // Newer code that gives the same decision is worth knowing and no failure.
      if (replay.kind === 'differs' && replay.first !== null) fail();
      if (options.json) return io.out(json({ entry: seq, ...replay }));
      const { replayText } = await import('../text/ledger.ts');
      return io.out(replayText(seq, replay));
    });
}
