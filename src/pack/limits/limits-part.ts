import type { Decision } from '../../decision/document/decision.ts';
import type { RecordedEntry } from '../../decision/ledger/decisions-before.ts';
import { stabilityOf } from '../../decision/stability.ts';
import type { AccountRows } from '../../market/accounts/read-account.ts';
import { diffRuleBooks } from '../../rulebook/change.ts';
import { parseRuleBook } from '../../rulebook/parse.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import type { FollowedDecisions } from '../outcome/last-decision.ts';
import { bandLines, limitLines } from './limits.ts';
import type { RegisteredOverride } from './override-register.ts';
import type { PackDocument } from '../document/pack-document.ts';
import { available, missing } from '../document/parts.ts';
import { accountBreaches } from './passive-breaches.ts';

interface LimitsInput {
  readonly decision: Decision;
  readonly book: RuleBook;
  /** Earlier decisions, oldest first. */
  readonly before: readonly RecordedEntry[];
  readonly followed: FollowedDecisions | null;
  readonly account: AccountRows | null;
  readonly overrides: readonly RegisteredOverride[];
}

/** Part 14: limits, bands, what the market carried across them, overrides and the rule book’s changes. */
export const limitsPart = ({
  decision,
  book,
  before,
  followed,
  account,
  overrides,
}: LimitsInput): PackDocument['parts']['limits'] => ({
  limits: limitLines(decision),
  bands: bandLines(decision),
  breaches: {
    paper: followed
      ? available(followed.breaches)
      : missing(
          'No earlier decision can be followed, so nothing can have drifted across a limit since.',
          'Record a decision every month with trrm run.',
        ),
    account:
      account === null || account.holdings.length === 0
        ? missing(
            'What the account holds is not known.',
            'Import its holdings (Date,Account,ISIN,Quantity,Value), and add --account CODE.',
          )
        : available(accountBreaches(decision, account)),
  },
  overrides,
  ruleChanges: ruleChangesSince(before.at(-1), book),
  stability: stabilityOf([...before.map((b) => b.decision), decision]),
});

/** Parameters that changed since the decision before; null for the first. */
const ruleChangesSince = (before: RecordedEntry | undefined, book: RuleBook) =>
  before
    ? diffRuleBooks(parseRuleBook(before.rulebook, `rule book of entry ${before.entry.seq}`), book)
    : null;
