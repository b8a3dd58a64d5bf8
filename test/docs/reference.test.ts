import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { referencePages } from '../../src/cli/reference/pages.ts';
import { pages } from './pages.ts';

const folder = join(__dirname, '../../docs/reference');

describe('the generated reference', () => {
  test.each(Object.entries(referencePages()))(
    '%s is what `npm run docs` writes from the code',
    (name, text) => {
      expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
    },
  );

  test('names every command, every section of the rule book and every part of a decision', () => {
    const pages = referencePages();
    for (const heading of ['trrm import', 'trrm risk portfolio', 'trrm ledger replay'])
      expect(pages['commands.md']).toContain(`\n## ${heading}\n`);
    for (const heading of ['signals', 'regimes', 'allocations', 'costs'])
      expect(pages['rule-book.md']).toContain(`\n## ${heading}\n`);
    for (const heading of ['regime', 'allocation', 'manifest'])
      expect(pages['decision.md']).toContain(`\n## ${heading}\n`);
    expect(pages['rule-book.md']).toContain('| `regimes.enterBullish` | `0.2` | number, −1 to 1 |');
  });
});

/** The hand-written pages; a decision has parts of the same names as the rule book. */
const prose = pages().filter(({ file }) => !file.endsWith('reference/decision.md'));

test.each(prose.map((page) => [page.file, page.text] as const))(
  'every rule that %s names is in the rule book',
  (_, text) => {
    const named = [
      ...text.matchAll(/`((?:signals|regimes|risk|sleeves|allocations|costs|hedge)(?:\.[\w-]+)+)`/g),
    ]
      .map((m) => m[1]!)
      .filter((rule) => !rule.endsWith('.csv') && !rule.endsWith('.json'));
    const book = referencePages()['rule-book.md']!;
    expect(named.filter((rule) => !book.includes(`\`${rule}\``) && !book.includes(`\`${rule}.`))).toEqual([]);
  },
);
