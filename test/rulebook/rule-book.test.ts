import { diffRuleBooks, withRules } from '../../src/rulebook/change.ts';
import { parseRuleBook } from '../../src/rulebook/parse.ts';
import { DEFAULT_RULE_BOOK, signalsOf } from '../../src/rulebook/rule-book.ts';
import { hashRuleBook, showRuleBook } from '../../src/rulebook/show.ts';
import { problemsOf } from '../problems-of.ts';

const faultsOf = (text: string): string[] =>
  problemsOf(() => parseRuleBook(text, 'rules.yaml')).map((p) => `${p.about}: ${p.message}`);

describe('a rule book', () => {
  test('takes every default from an empty file', () => {
    expect(parseRuleBook('', 'rules.yaml')).toEqual(DEFAULT_RULE_BOOK);
    expect(parseRuleBook('# nothing but a comment\n', 'rules.yaml')).toEqual(DEFAULT_RULE_BOOK);
  });

  test('is unchanged, with the same hash, when printed and parsed, with or without comments', () => {
    for (const comments of [true, false]) {
      const shown = showRuleBook(DEFAULT_RULE_BOOK, { comments });
      const read = parseRuleBook(shown, 'shown.yaml');
      expect(read).toEqual(DEFAULT_RULE_BOOK);
      expect(hashRuleBook(read)).toBe(hashRuleBook(DEFAULT_RULE_BOOK));
    }
  });

  test('has a hash that depends on the rules and not on the formatting', () => {
    const a = parseRuleBook('regimes: {enterBullish: 0.20}\n', 'a.yaml');
    const b = parseRuleBook('regimes:\n  enterBullish: 0.2 # as by default\n', 'b.yaml');
    expect(hashRuleBook(a)).toBe(hashRuleBook(b));
    expect(hashRuleBook(withRules(a, [{ path: 'regimes.enterBullish', value: 0.25 }]))).not.toBe(
      hashRuleBook(a),
    );
  });

  test('keeps the hash of a decision’s rules as long as reporting and back-test have their defaults', () => {
    expect(showRuleBook(DEFAULT_RULE_BOOK, { comments: false })).not.toMatch(/^(reporting|backtest):/m);
    const chosen = parseRuleBook('reporting: {benchmark: bse-500}\n', 'a.yaml');
    expect(hashRuleBook(chosen)).not.toBe(hashRuleBook(DEFAULT_RULE_BOOK));
    expect(parseRuleBook(showRuleBook(chosen, { comments: false }), 'shown.yaml')).toEqual(chosen);
  });

  test('prints the description above each parameter', () => {
    expect(showRuleBook(DEFAULT_RULE_BOOK, { comments: true })).toMatch(
      /# Score S at or above which the regime becomes bullish\n\s+enterBullish: 0\.2/,
    );
  });

  test('sets the parameters of its signals', () => {
    const book = parseRuleBook('signals:\n  us-vix:\n    weight: 0.3\n', 'rules.yaml');
    expect(signalsOf(book).find((s) => s.id === 'us-vix')!.weight).toBe(0.3);
  });
});

describe('an invalid rule book is reported with line, path, value and allowed values:', () => {
  test('a value out of range', () => {
    expect(faultsOf('regimes:\n  quorum: 3\n  enterBullish: 7\n')).toEqual([
      'rules.yaml:3: regimes.enterBullish: 7 – must be at most 1.',
    ]);
  });

  test('a benchmark by its name instead of its id', () => {
    expect(faultsOf('reporting:\n  benchmark: NIFTY 50\n')).toEqual([
      'rules.yaml:2: reporting.benchmark: "NIFTY 50" – must be the id of an index, like nifty-50.',
    ]);
  });

  test('an unknown key', () => {
    expect(faultsOf('signals:\n  us-vix:\n    wieght: 0.2\n')).toEqual([
      'rules.yaml:3: signals.us-vix.wieght: 0.2 – unknown key; did you mean weight?',
    ]);
    expect(faultsOf('regimes:\n  somethingElse: 1\n')).toEqual([
      'rules.yaml:2: regimes.somethingElse: 1 – unknown key.',
    ]);
  });

  test.each([
    ['quorum: many', 'regimes.quorum: "many" – must be a number'],
    ['quorum: 2.5', 'regimes.quorum: 2.5 – must be a whole number'],
    ['enterBullish: "0.3"', 'regimes.enterBullish: "0.3" – must be a number, without quotation marks'],
    ['enterBullish: 0,3', 'regimes.enterBullish: "0,3" – must be a number, with a decimal point'],
    ['enterBullish: [0.3]', 'regimes.enterBullish: [0.3] – must be a number'],
  ])('something else than the number that is needed: %s', (line, message) => {
    expect(faultsOf(`regimes:\n  ${line}\n`)).toEqual([`rules.yaml:2: ${message}.`]);
  });

  test('thresholds in the wrong order', () => {
    expect(faultsOf('regimes:\n  leaveBullish: 0.4\n')).toEqual([
      'rules.yaml:2: regimes.leaveBullish: 0.4 – must not exceed `enterBullish`.',
    ]);
  });

  test('a bouquet that does not sum to one', () => {
    expect(faultsOf('allocations:\n  bouquets:\n    bullish:\n      momentum: 0.3\n')[0]).toMatch(
      /rules\.yaml:4?.*allocations\.bouquets\.bullish.*must sum to 1; the weights sum to 1\.02/,
    );
  });

  test('a quorum above the number of signals, and a minimum above the window length', () => {
    expect(faultsOf('regimes:\n  quorum: 9\n')[0]).toMatch(
      /rules\.yaml:2: regimes\.quorum: 9 – must not exceed the number of signals with a positive weight, which is 5/,
    );
    expect(faultsOf('signals:\n  india-vix:\n    minPresent: 9\n')[0]).toMatch(
      /minPresent: 9 – must not exceed `meanSessions`/,
    );
  });

  test('a mandatory signal without a weight', () => {
    expect(faultsOf('regimes:\n  mandatory: fii-flows\n')[0]).toMatch(
      /regimes\.mandatory: "fii-flows" – must be a signal with a positive weight: us-vix, india-vix/,
    );
  });

  test('invalid YAML, a list, an alias bomb, and a file that is too large', () => {
    expect(faultsOf('regimes: [1, 2\n')[0]).toMatch(/rules\.yaml:\d+: is not valid YAML/);
    expect(faultsOf('- 1\n')[0]).toBe(
      'rules.yaml:1: a rule book: [1] – must be a list of keys with their values.',
    );
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
      .split('')
      .map((k, i) => `${k}: &${k} [${Array(10).fill(`*${'abcdefg'[i]}`).join(',')}]`)
      .join('\n')}\n`;
    expect(faultsOf(bomb)[0]).toMatch(/cannot be parsed|unknown key/);
    expect(faultsOf('#'.repeat(300_000))[0]).toMatch(/has 300000 characters/);
  });
});

describe('a changed parameter', () => {
  test('is reported with its old and new value', () => {
    const changed = withRules(DEFAULT_RULE_BOOK, [{ path: 'regimes.crisis.indiaVixPercentile', value: 0.9 }]);
    expect(diffRuleBooks(DEFAULT_RULE_BOOK, changed)).toEqual([
      { path: 'regimes.crisis.indiaVixPercentile', from: 0.95, to: 0.9 },
    ]);
  });

  test('is validated together with the others: a bouquet must sum to 1', () => {
    const path = (sleeve: string) => `allocations.bouquets.bullish.${sleeve}`;
    const settings = [
      { path: path('momentum'), value: 0.26 },
      { path: path('alpha'), value: 0.24 },
    ];
    expect(withRules(DEFAULT_RULE_BOOK, settings).allocations.bouquets.bullish).toMatchObject({
      momentum: 0.26,
      alpha: 0.24,
    });
    expect(() => withRules(DEFAULT_RULE_BOOK, settings.slice(0, 1))).toThrow(
      /must sum to 1; the weights sum to 0\.98/,
    );
  });

  test('is rejected with the known names where it does not exist', () => {
    expect(() => withRules(DEFAULT_RULE_BOOK, [{ path: 'regimes.enterBull', value: 0.1 }])).toThrow(
      /There is no rule regimes\.enterBull\. Parameters of regimes are enterBullish, leaveBullish/,
    );
    expect(() => withRules(DEFAULT_RULE_BOOK, [{ path: 'regimes.quorum.x', value: 1 }])).toThrow(
      /There is no rule regimes\.quorum\.x\./,
    );
  });

  test('is validated like the file', () => {
    expect(() => withRules(DEFAULT_RULE_BOOK, [{ path: 'regimes.enterBullish', value: 'high' }])).toThrow(
      /regimes\.enterBullish.*with regimes\.enterBullish="high"/,
    );
  });
});
