import type { Command } from 'commander';
import type { Day } from '../../market/day.ts';
import type { Io } from '../shared/io.ts';
import { json } from '../json.ts';
import { type CommonOptions, dateOption, readRuleBook, withCommon } from '../shared/options.ts';

interface DiffOptions extends CommonOptions {
  readonly asOf?: Day;
}

export function addRulebook(program: Command, io: Io): void {
  const rulebook = program.command('rulebook').description('the rules of a run: show, validate, compare');

  withCommon(rulebook.command('show'))
    .description('the whole rule book as YAML, defaults filled in, with its hash')
    .action(async (options: CommonOptions) => {
      const { hashRuleBook, showRuleBook } = await import('../../rulebook/show.ts');
      const book = await readRuleBook(options.rulebook);
      if (options.json) return io.out(json({ sha256: hashRuleBook(book), rulebook: book }));
      return io.out(`# sha256 ${hashRuleBook(book)}\n${showRuleBook(book, { comments: true })}`);
    });

  withCommon(rulebook.command('validate'))
    .description('whether a file is a valid rule book, and what it changes')
    .argument('<file>')
    .action(async (file: string, options: CommonOptions) => {
      const { hashRuleBook } = await import('../../rulebook/show.ts');
      const { diffRuleBooks } = await import('../../rulebook/change.ts');
      const { changesText } = await import('../text/rule-changes.ts');
      const book = await readRuleBook(file);
      const changes = diffRuleBooks(await readRuleBook(undefined), book);
      const sha256 = hashRuleBook(book);
      if (options.json) return io.out(json({ valid: true, sha256, changes }));
      return io.out(
        `${file} is valid, sha256 ${sha256}.\n\nAgainst the defaults:\n${changesText(changes)}\n`,
      );
    });

  withCommon(rulebook.command('diff'))
    .description('what a rule book would change: parameters, the call now, the labels of the record')
    .argument('<file>', 'the changed rule book; compared with --rulebook or the defaults')
    .option('--as-of <date>', 'ISO date; the last session of the store if left out', dateOption)
    .action(async (file: string, options: DiffOptions) => {
      const { compareRuleBooks } = await import('../../whatif/compare-rule-books.ts');
      const { asOfOr, keysOf, withStore } = await import('../shared/with-store.ts');
      const { signalsOf } = await import('../../rulebook/rule-book.ts');
      const from = await readRuleBook(options.rulebook);
      const to = await readRuleBook(file);
      const keys = keysOf([...signalsOf(from), ...signalsOf(to)].map((s) => s.series));
      const compared = await withStore(
        options,
        { purpose: 'trrm rulebook diff', mode: 'read' },
        async (store) => {
          const market = await store.load(keys);
          return compareRuleBooks(market, asOfOr(options.asOf, market, io.today()), from, to);
        },
      );
      if (options.json) return io.out(json(compared));
      const { comparisonText } = await import('../text/rule-changes.ts');
      return io.out(comparisonText(compared));
    });
}
