import type { Command } from 'commander';
import type { Day } from '../../market/day.ts';
import { type Io, json, verbatim } from '../shared/io.ts';
import { type CommonOptions, dateOption, readRuleBook, withCommon } from '../shared/options.ts';

interface DiffOptions extends CommonOptions {
  readonly asOf?: Day;
}

export function addRulebook(program: Command, io: Io): void {
  const rulebook = program.command('rulebook').description('show, validate and compare rule books');

  withCommon(rulebook.command('show'))
    .description('print the whole rule book as YAML, with defaults and hash')
    .action(async (options: CommonOptions) => {
      const { hashRuleBook, showRuleBook } = await import('../../rulebook/show.ts');
      const book = await readRuleBook(options.rulebook);
      if (options.json) return io.out(json({ sha256: hashRuleBook(book), rulebook: book }));
      return io.out(verbatim(`# sha256 ${hashRuleBook(book)}\n${showRuleBook(book, { comments: true })}`));
    });

  withCommon(rulebook.command('validate'))
    .description('check a rule book and list its differences from the defaults')
    .argument('<file>', 'a rule book in YAML')
    .action(async (file: string, options: CommonOptions) => {
      const { hashRuleBook } = await import('../../rulebook/show.ts');
      const { diffRuleBooks } = await import('../../rulebook/change.ts');
      const { changesText } = await import('../text/rulebook.ts');
      const book = await readRuleBook(file);
      const changes = diffRuleBooks(await readRuleBook(undefined), book);
      const sha256 = hashRuleBook(book);
      if (options.json) return io.out(json({ valid: true, sha256, changes }));
      return io.out(
        `${file} is valid, sha256 ${sha256}.\n\nDifferences from the defaults:\n${changesText(changes)}\n`,
      );
    });

  withCommon(rulebook.command('diff'))
    .description('show what a rule book would change: parameters, the current call, past labels')
    .argument('<file>', 'the rule book to compare with --rulebook, or with the defaults')
    .option('--as-of <date>', 'ISO date (default: last session of the store)', dateOption)
    .action(async (file: string, options: DiffOptions) => {
      const { compareRuleBooks } = await import('../../whatif/compare-rule-books.ts');
      const { asOfDate } = await import('../../market/as-of-date.ts');
      const { withStore } = await import('../shared/with-store.ts');
      const { signalsOf } = await import('../../rulebook/rule-book.ts');
      const from = await readRuleBook(options.rulebook);
      const to = await readRuleBook(file);
      const keys = [...new Set([...signalsOf(from), ...signalsOf(to)].flatMap((s) => s.series))];
      const compared = await withStore(
        options,
        { purpose: 'trrm rulebook diff', mode: 'read' },
        async (store) => {
          const market = await store.load(keys);
          return compareRuleBooks(market, asOfDate(options.asOf, market, io.today()), from, to);
        },
      );
      if (options.json) return io.out(json(compared));
      const { comparisonText } = await import('../text/rulebook.ts');
      return io.out(comparisonText(compared, { from: from.regimes, to: to.regimes }));
    });
}
