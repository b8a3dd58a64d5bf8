import type { Command } from 'commander';
import { type Io, json } from '../shared/io.ts';
import { type CommonOptions, withCommon } from '../shared/options.ts';

export function addBackup(program: Command, io: Io): void {
  withCommon(program.command('backup'))
    .description('copy the store to a new file, also while others read it, and verify the copy')
    .argument('<file>', 'where to write the copy; an existing file is never overwritten')
    .action(async (file: string, options: CommonOptions) => {
      const { backupStore } = await import('../../decision/store/backup-store.ts');
      const backup = await backupStore(options.store, file);
      if (options.json) return io.out(json(backup));
      const { imports, rows, entries, trialEntries, unverifiedImports } = backup;
      const count = (n: number): string => n.toLocaleString('en-IN');
      const unverified =
        unverifiedImports > 0
          ? ` ${count(unverifiedImports)} imports have no checksum and are not verified.`
          : '';
      const trials =
        trialEntries > 0
          ? ` The ledger of trials beside it is in ${file}.trials.jsonl and its .head: ${count(trialEntries)} entries.`
          : '';
      return io.out(
        `The store is copied to ${file} and verified: ${count(rows)} rows of ${count(imports)} imports, ${count(entries)} ledger entries.${unverified}${trials}\n`,
      );
    });
}
