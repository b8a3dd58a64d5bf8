import { parseRuleBook } from '../../src/rulebook/parse.ts';
import { DEFAULT_RULE_BOOK } from '../../src/rulebook/rule-book.ts';
import { showRuleBook } from '../../src/rulebook/show.ts';
import { excessIn } from '../../src/rulebook/yaml-bounds.ts';
import { problemsOf } from '../problems-of.ts';

const faultsOf = (text: string): string[] =>
  problemsOf(() => parseRuleBook(text, 'rules.yaml')).map((p) => `${p.about}: ${p.message}`);

describe('a rule book that no person wrote', () => {
  test.each([
    ['100,000 brackets', '['.repeat(100_000), /^rules\.yaml:1: opens more than 32 brackets/],
    ['20,000 braces', '{a: '.repeat(20_000), /^rules\.yaml:1: opens more than 32 brackets/],
    ['50,000 nested lists', '- '.repeat(50_000), /^rules\.yaml:1: is reached after 20,000 keys/],
    [
      '20,000 keys',
      Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join('\n'),
      /^rules\.yaml:\d{4}: is reached after 20,000 keys/,
    ],
    [
      'an alias inside the value it refers to',
      'signals: &a\n  us-vix: *a\n',
      /^rules\.yaml: has too many levels, or an alias/,
    ],
    ['a list that holds itself', 'signals: &a [*a]\n', /^rules\.yaml: has too many levels, or an alias/],
    [
      'aliases that double',
      `a: &a [x, x]\n${Array.from({ length: 20 }, (_, i) => `${String.fromCharCode(98 + i)}: &${String.fromCharCode(98 + i)} [*${String.fromCharCode(97 + i)}, *${String.fromCharCode(97 + i)}]`).join('\n')}\n`,
      /^rules\.yaml: cannot be parsed: .*alias/i,
    ],
  ])('with %s is refused in a second', (_, text, message) => {
    const start = performance.now();
    expect(faultsOf(text)[0]).toMatch(message);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test('with a thousand faults has its first 50 reported', () => {
    const text = Array.from({ length: 1000 }, (_, i) => `k${i}: 1`).join('\n');
    expect(faultsOf(text)).toHaveLength(50);
  });

  test('with a long value has it shortened in the message', () => {
    expect(faultsOf(`regimes: {enterBullish: ${'x'.repeat(5000)}}\n`)[0]!.length).toBeLessThan(300);
  });

  test('has no keys that come with JavaScript objects', () => {
    for (const key of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
      expect(faultsOf(`${key}: {polluted: 1}\n`)[0]).toContain(key);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('is distinguished from one with brackets in quotes and comments', () => {
    expect(excessIn(`a: "${'['.repeat(100)}" # ${'['.repeat(100)}\n`)).toBeNull();
    expect(excessIn(showRuleBook(DEFAULT_RULE_BOOK, { comments: true }))).toBeNull();
  });
});
