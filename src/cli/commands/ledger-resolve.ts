import { type Command, Option } from 'commander';
import { type Day, iso } from '../../market/day.ts';
import { usageError } from '../../market/problem.ts';
import { type Io, json } from '../shared/io.ts';
import { type CommonOptions, dateOption, withCommon } from '../shared/options.ts';

interface Options extends CommonOptions {
  readonly adopted?: boolean;
  readonly changed?: boolean;
  readonly rejected?: boolean;
  readonly members: readonly string[];
  readonly votes: string;
  readonly dissent: string;
  readonly text: string;
  readonly on?: Day;
  readonly author: string;
}

/** `trrm ledger resolve`: what the committee decided about a decision. */
export function addLedgerResolve(ledger: Command, io: Io, entryNumber: (text: string) => number): void {
  withCommon(ledger.command('resolve'))
    .description('record the committee’s resolution on a decision; the next pack prints it')
    .argument('<number>', 'number of the decision', entryNumber)
    .addOption(new Option('--adopted', 'adopted as shown').conflicts(['changed', 'rejected']))
    .addOption(new Option('--changed', 'adopted with changes; say which with --text').conflicts(['rejected']))
    .option('--rejected', 'not adopted')
    .requiredOption('--members <name...>', 'who resolved it')
    .option('--votes <text>', 'the vote, such as "3 of 4"', '')
    .option('--dissent <text>', 'who dissented, and why', '')
    .option('--text <text>', 'the resolution in words', '')
    .option('--on <date>', 'day of the meeting, as an ISO date (default: today)', dateOption)
    .option('--author <name>', 'who records it', 'secretary')
    .action(async (about: number, options: Options) => {
      const { adopted, changed, rejected, members, votes, dissent, text, on, author } = options;
      const outcome = adopted ? 'adopted' : changed ? 'changed' : rejected ? 'rejected' : null;
      if (outcome === null)
        throw usageError(
          'ledger resolve',
          'It does not say what was resolved.',
          'Add --adopted, --changed or --rejected.',
        );
      const { recordResolution } = await import('../../decision/ledger/attach.ts');
      const { withStore } = await import('../shared/with-store.ts');
      const entry = await withStore(options, { purpose: 'trrm ledger resolve', mode: 'existing' }, (store) =>
        recordResolution(store, {
          about,
          outcome,
          members,
          votes,
          dissent,
          text,
          ...(on !== undefined && { resolvedOn: iso(on) }),
          author,
          recordedOn: iso(io.today()),
        }),
      );
      if (options.json) return io.out(json(entry));
      const { resolutionText } = await import('../text/decision/ledger.ts');
      return io.out(resolutionText(entry).trimStart());
    });
}
