import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { simulateMarket } from '../../fixtures/simulated-market.ts';
import { writeSimulatedMarket } from '../../fixtures/write.ts';
import { readVariants } from '../../src/backtest/variants/read-variants.ts';
import { trrmProgram } from '../../src/cli/main.ts';
import { parseRuleBook } from '../../src/rulebook/parse.ts';
import { DEFAULT_RULE_BOOK } from '../../src/rulebook/rule-book.ts';
import { day } from '../../src/market/day.ts';
import { parseSweepPlan } from '../../src/sweep/plan/sweep-plan.ts';
import { sourcesOf } from '../../src/update/user-sources.ts';
import { removeFolder, tempFolder, trrm } from '../cli/command-line.ts';
import { blocksOf, commandsOf, pages } from './pages.ts';

const all = pages();
const isProse = (language: string): boolean => language === 'sh' || language === '';

/** The first block of a language on a page. */
function blockOf(file: string, language: string, nth = 0): string {
  const page = all.find((p) => p.file === file)!;
  return blocksOf(page).filter((b) => b.language === language)[nth]!.text;
}

/** Parses a command line without running it, and throws where the command or an option does not exist. */
async function parse(argv: readonly string[]): Promise<void> {
  const program = trrmProgram(
    { out: () => {}, err: () => {}, interactive: false, today: () => day('2026-01-05') },
    () => {},
  );
  const disarm = (command: typeof program): void => {
    // A command with subcommands may do something by itself as well.
    if (command.commands.length === 0 || Reflect.get(command, '_actionHandler') !== null)
      command.action(() => {});
    command.commands.forEach((c) => disarm(c));
  };
  disarm(program);
  await program.parseAsync([...argv], { from: 'user' });
}

describe('the commands that the documentation shows', () => {
  const shown = all.flatMap((page) =>
    blocksOf(page)
      .filter((b) => isProse(b.language) && !page.file.endsWith('reference/commands.md'))
      .flatMap((b) => commandsOf(b).map((argv) => [page.file, argv.join(' '), argv] as const)),
  );

  test('are found in the pages', () => expect(shown.length).toBeGreaterThan(30));

  test.each(shown)('%s: trrm %s exists with these options', async (_, __, argv) => {
    await parse(argv);
  });

  test('and one that does not exist is noticed', async () => {
    await expect(parse(['regime', '--explian'])).rejects.toBeInstanceOf(CommanderError);
  });
});

describe('in a store of the simulated market', () => {
  const before = process.cwd();
  const folder = tempFolder();
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

  beforeAll(async () => {
    process.chdir(folder);
    const files = await writeSimulatedMarket(simulateMarket({ from: '2020-04-01' }), join(folder, 'files'));
    write('holdings.csv', blockOf('docs/quick-start.md', 'csv'));
    write('funds.csv', blockOf('docs/how-to/optimise-a-list.md', 'csv'));
    write('moments.csv', blockOf('docs/how-to/optimise-a-list.md', 'csv', 1));
    write('nav.csv', blockOf('docs/how-to/performance-of-a-series.md', 'csv'));
    write('account.csv', blockOf('docs/how-to/live-record.md', 'csv'));
    write('rules.yaml', blockOf('docs/how-to/change-the-rules.md', 'yaml'));
    for (const argv of [
      ['import', ...files],
      ['run', '--out', 'first'],
    ]) {
      const { code, err } = await trrm(...argv, '--quiet');
      if (code !== 0) throw new Error(err);
    }
  }, 60_000);

  afterAll(() => {
    process.chdir(before);
    removeFolder(folder);
  });

  const run = all.flatMap((page) =>
    blocksOf(page)
      .filter((b) => b.language === 'sh')
      .flatMap((b) => commandsOf(b).map((argv) => [page.file, argv.join(' '), argv] as const)),
  );

  test.each(run)('%s: trrm %s runs as written', async (_, __, argv) => {
    const { code, err } = await trrm(...argv);
    expect([code, code === 0 ? '' : err]).toEqual([0, '']);
  });
});

const variantsIn = (text: string, name: string) => readVariants(text, name, DEFAULT_RULE_BOOK);

/** Pages whose YAML is not a rule book. */
const PARSERS = [
  ['how-to/update.md', sourcesOf],
  ['how-to/sweep.md', parseSweepPlan],
  ['how-to/back-test.md', variantsIn],
] as const;

describe('rule books, plans and source files that the documentation shows', () => {
  const books = all.flatMap((page) =>
    blocksOf(page)
      .filter((b) => b.language === 'yaml')
      .map((b, i) => [`${page.file}, block ${i + 1}`, b.text] as const),
  );
  test.each(books)('%s is valid', (name, text) => {
    const parse = PARSERS.find(([page]) => name.includes(page))?.[1] ?? parseRuleBook;
    expect(() => parse(text, name)).not.toThrow();
  });
});
