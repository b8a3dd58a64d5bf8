import { type Command, InvalidArgumentError } from 'commander';
import type { Store } from '../../market/store/store.ts';
import { type Io, json, verbatim } from '../shared/io.ts';
import { type CommonOptions, withCommon } from '../shared/options.ts';
import { addLedgerPublish } from './ledger-publish.ts';
import { addLedgerResolve } from './ledger-resolve.ts';

function entryNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Give the number of an entry, e.g. 3.');
  return Number(text);
}

/** The digits of a hash as people copy them: all, or the first twelve of a table. */
function entryHash(text: string): string {
  if (!/^[0-9a-f]{12,64}$/i.test(text))
    throw new InvalidArgumentError('Give the hash of an entry: 12 to 64 hexadecimal digits.');
  return text.toLowerCase();
}

export function addLedger(program: Command, io: Io, fail: () => void): void {
  const ledger = program
    .command('ledger')
    .description('list, show, verify, replay, publish and resolve recorded decisions');
  const open = async <T>(options: CommonOptions, work: (store: Store) => Promise<T>): Promise<T> => {
    const { withStore } = await import('../shared/with-store.ts');
    return withStore(options, { purpose: 'trrm ledger', mode: 'read' }, work);
  };

  withCommon(ledger.command('list'))
    .description(
      'list the recorded decisions, their packs and resolutions, and the notes on what-if scenarios',
    )
    .action(async (options: CommonOptions) => {
      const { listEntries } = await import('../../decision/ledger/ledger.ts');
      const { listNotes } = await import('../../decision/ledger/append-note.ts');
      const { listAttached } = await import('../../decision/ledger/attach.ts');
      const [entries, notes, attached] = await open(options, async (store) => [
        await listEntries(store),
        await listNotes(store),
        await listAttached(store),
      ]);
      if (options.json)
        return io.out(json([...entries, ...notes, ...attached].sort((a, b) => a.seq - b.seq)));
      const { entriesText } = await import('../text/decision/ledger.ts');
      return io.out(entriesText(entries, [...notes, ...attached]));
    });

  withCommon(ledger.command('show'))
    .description('print a recorded decision byte for byte; --json adds its rule book and portfolio')
    .argument('<number>', 'number of the entry', entryNumber)
    .action(async (seq: number, options: CommonOptions) => {
      const { showEntry } = await import('../../decision/ledger/ledger.ts');
      const { texts, ...entry } = await open(options, (store) => showEntry(store, seq));
      if (options.json)
        return io.out(json({ ...entry, ...texts, decision: JSON.parse(texts.decision) as unknown }));
      return io.out(verbatim(texts.decision));
    });

  withCommon(ledger.command('verify'))
    .description('check that every entry is unchanged and continues the previous one')
    .option(
      '--expect <hash>',
      'hash of an entry, as printed when it was recorded: fails if the ledger no longer has it',
      entryHash,
    )
    .action(async (options: CommonOptions & { readonly expect?: string }) => {
      const { verifyLedger } = await import('../../decision/ledger/verify-ledger.ts');
      const verification = await open(options, (store) => verifyLedger(store, options.expect));
      if (verification.kind === 'broken') fail();
      if (options.json) return io.out(json(verification));
      const { verificationText } = await import('../text/decision/ledger.ts');
      return io.out(verificationText(verification));
    });

  withCommon(ledger.command('replay'))
    .description('reproduce a recorded decision from the data available to it, and compare the bytes')
    .argument('<number>', 'number of the entry', entryNumber)
    .action(async (seq: number, options: CommonOptions) => {
      const { showEntry } = await import('../../decision/ledger/ledger.ts');
      const { areVerified } = await import('../../decision/store/verify-store.ts');
      const { reproduceEntry } = await import('../../decision/replay/reproduce.ts');
      const { stepProgress } = await import('../shared/progress.ts');
      const { update: progress, stop } = stepProgress(io, options.quiet === true);
      // Cached models may contain later data: only the store's rows count.
      const modelBuild = { cache: null, progress };
      const { replay, data } = await open(options, async (store) =>
        reproduceEntry(store, await showEntry(store, seq), { modelBuild, verifyData: true }),
      ).finally(stop);
      // Different code that gives the same decision is reported, but is not a failure.
      if (!areVerified(data!) || (replay.kind === 'differs' && replay.first !== null)) fail();
      if (options.json) return io.out(json({ entry: seq, ...replay, data }));
      const { replayText } = await import('../text/decision/ledger.ts');
      return io.out(replayText(seq, replay, data!));
    });

  withCommon(ledger.command('stability'))
    .description(
      'how steady a year of decisions was: weights at the ends of bands, trades taken back, soft limits relaxed',
    )
    .argument('[number]', 'the decision to look back from (default: the last one of the ledger)', entryNumber)
    .action(async (seq: number | undefined, options: CommonOptions) => {
      const { stabilityOfEntry } = await import('../../decision/stability.ts');
      const stability = await open(options, (store) => stabilityOfEntry(store, seq));
      if (options.json) return io.out(json(stability));
      const { stabilityText } = await import('../text/decision/stability.ts');
      return io.out(`${stabilityText(stability)}\n`);
    });

  addLedgerResolve(ledger, io, entryNumber);
  addLedgerPublish(ledger, io, entryNumber);
}
