import type { Decision } from '../decision/decision.ts';
import type { RecordedEntry } from '../decision/decisions-before.ts';
import { stabilityOf } from '../decision/stability.ts';
import { diffRuleBooks } from '../rulebook/change.ts';
import { parseRuleBook } from '../rulebook/parse.ts';
import type { RuleBook } from '../rulebook/rule-book.ts';
import { bandLines, limitLines, overrideLines } from './limits.ts';
import type { PackDocument } from './pack-document.ts';

/** Part 14: limits, bands, overrides and the rule book’s changes. `before`: earlier decisions, oldest first. */
export const limitsPart = (
  decision: Decision,
  book: RuleBook,
  before: readonly RecordedEntry[],
): PackDocument['parts']['limits'] => ({
  limits: limitLines(decision),
  bands: bandLines(decision),
  overrides: overrideLines(book, decision.asOf),
  ruleChanges: ruleChangesSince(before.at(-1), book),
  stability: stabilityOf([...before.map((b) => b.decision), decision]),
});

/** Parameters that changed since the decision before; null for the first. */
const ruleChangesSince = (before: RecordedEntry | undefined, book: RuleBook) =>
  before
    ? diffRuleBooks(parseRuleBook(before.rulebook, `rule book of entry ${before.entry.seq}`), book)
    : null;
