import { join } from 'node:path';
import type { Command } from 'commander';
import { day } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import type { Io } from '../shared/io.ts';
import { withCommon } from '../shared/options.ts';
import { type StockOptions, withModelBuild, withStockModels } from '../shared/stock-options.ts';
import { explanationsOf, leftInPlaceNote, validationAt } from './run.ts';

interface Options extends StockOptions {
  readonly out?: string;
  readonly withEvidence?: boolean;
  readonly withExplanations?: boolean;
}

/** `trrm ledger publish`: for a decision that was recorded and could not be published, or whose files were lost. */
export function addLedgerPublish(ledger: Command, io: Io, entryNumber: (text: string) => number): void {
  withStockModels(withCommon(ledger.command('publish')))
    .description('write the files of a recorded decision again, after reproducing it byte for byte')
    .argument('<number>', 'number of the entry', entryNumber)
    .option('--with-evidence', 'add the validation of the regime model to the report')
    .option('--with-explanations', 'add how the figures of the first page come about to the report')
    .option('--out <folder>', 'where to write (default: trrm-out/<as-of date>)')
    .action((seq: number, options: Options) => publishEntry(seq, options, io));
}

async function publishEntry(seq: number, options: Options, io: Io): Promise<void> {
  const { appendDecision, showEntry } = await import('../../decision/ledger/ledger.ts');
  const { reproduceEntry } = await import('../../decision/replay/reproduce.ts');
  const { publishSet } = await import('../../decision/publish/publish-set.ts');
  const { decisionFiles } = await import('../../report/decision/decision-files.ts');
  const { withStore } = await import('../shared/with-store.ts');
  const published = await withStore(
    options,
    { purpose: 'trrm ledger publish', mode: 'existing' },
    async (store) => {
      const entry = await showEntry(store, seq);
      const { replay, run, book } = await withModelBuild(options, { writable: false }, io, (modelBuild) =>
        reproduceEntry(store, entry, { modelBuild, verifyData: false }),
      );
      if (replay.kind !== 'identical')
        throw userError(
          'not-reproduced',
          `ledger entry ${seq}`,
          `It is not reproduced byte for byte, so its report cannot be made: ${replay.kind === 'differs' && replay.first ? `${replay.first.path} differs` : 'the code has another version'}.`,
          `Print its decision.json with trrm ledger show ${seq}; trrm ledger replay ${seq} says what differs.`,
        );
      const { rulebook, portfolio } = entry.texts;
      const extras = {
        ...(options.withEvidence && (await validationAt(day(entry.asOf), store, book, options, io))),
        ...(options.withExplanations && (await explanationsOf(run, store, book, portfolio))),
      };
      return publishSet(options.out ?? join('trrm-out', entry.asOf), await decisionFiles(run, book, extras), {
        record: async (files) => {
          const { decision } = run;
          const { recordedOn } = entry;
          return (await appendDecision(store, { decision, rulebook, portfolio, recordedOn, files })).entry
            .seq;
        },
      });
    },
  );
  for (const file of published.leftInPlace) io.err(leftInPlaceNote(file));
  io.out(`Entry ${seq} is published:\n${published.files.map((file) => `  ${file}\n`).join('')}`);
}
