import type { MeasuredRecord } from '../../backtest/account/measure-record.ts';
import type { ResolutionEntry } from '../../decision/ledger/entries/attached-entry.ts';
import type { LastDecision } from './last-decision.ts';
import type { PackDocument } from '../document/pack-document.ts';
import { available, missing } from '../document/parts.ts';

interface OutcomeInput {
  /** Whether the ledger has an earlier decision. */
  readonly isFirst: boolean;
  readonly followed: LastDecision | null;
  /** On the last decision. */
  readonly resolution: ResolutionEntry | null;
  readonly record: MeasuredRecord | null;
}

/** Part 2: what followed the last decision, on paper and in the account. */
export const outcomePart = ({
  isFirst,
  followed,
  resolution,
  record,
}: OutcomeInput): PackDocument['parts']['outcome'] => ({
  last: followed
    ? available(followed)
    : missing(
        isFirst
          ? 'This is the first decision in the ledger.'
          : 'The last decision cannot be followed: no session lies between its fill and this one, or its levels are not in the store.',
        'Record a decision every month with trrm run; the next pack compares.',
      ),
  resolution,
  account: record?.reconciliation
    ? available({ from: record.reconciliation.from, to: record.reconciliation.to })
    : record
      ? missing(
          'No decision was recorded in time to be followed by the account.',
          'Record decisions with trrm run by the session after their as-of date.',
        )
      : missing(
          'What was really traded is not known without a record of the account.',
          'Add --account CODE for an account in the store, or --record account.csv.',
        ),
});
