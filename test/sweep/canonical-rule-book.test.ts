import { canonicalJson } from '../../src/decision/document/canonical-json.ts';
import { withRules } from '../../src/rulebook/change.ts';
import { DEFAULT_RULE_BOOK, ruleBook } from '../../src/rulebook/rule-book.ts';
import { canonicalRuleBook } from '../../src/sweep/trials/canonical-rule-book.ts';

test('the text of a rule book made from another is its canonical JSON, byte for byte', () => {
  const changed = withRules(DEFAULT_RULE_BOOK, [
    { path: 'regimes.enterBullish', value: 0.31 },
    { path: 'allocations.trading.turnoverLimit', value: 0.2 },
  ]);
  for (const book of [DEFAULT_RULE_BOOK, changed]) expect(canonicalRuleBook(book)).toBe(canonicalJson(book));
  expect(changed).toEqual(ruleBook.parse(changed));
});

test('a fault between sections is found where each section is valid', () => {
  expect(() => withRules(DEFAULT_RULE_BOOK, [{ path: 'regimes.quorum', value: 7 }])).toThrow(
    'must not exceed the number of signals with a positive weight',
  );
});
