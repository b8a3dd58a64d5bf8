import { addDays, type Day, day, dayOf, iso } from '../market/day.ts';
import { type Confirmation, confirmationsIn, type TrialLedgerEntry } from '../validation/trial-ledger.ts';
import type { HoldoutLook } from './report-schema.ts';

/**
 * Every look at days of a holdout that a ledger knows, the first one first. A holdout lasts to the end of the data, so that a look at one which
 * began earlier or later has seen its days too, unless it ended before this one begins.
 *
 * @param holdout its first day, in ISO form.
 */
export const looksAt = (holdout: string, entries: readonly TrialLedgerEntry[]): HoldoutLook[] =>
  confirmationsIn(entries)
    .map(lookOf)
    .filter(({ to }) => to >= holdout);

const lookOf = (look: Confirmation): HoldoutLook => {
  const { day: on, holdout, to, sweep, trial, months, confirmed, searched } = look;
  const end = to ?? iso(latestEnd(day(holdout), months));
  return { day: on, from: holdout, to: end, sweep, trial, months, confirmed, searched };
};

/**
 * The latest day on which a look can have ended that began at a holdout and had so many months, for entries that do not name it: its first month
 * begins up to a month and a few days after the holdout does. Too late an end reports a look too many, never one too few.
 */
function latestEnd(holdout: Day, months: number): Day {
  const [year, month] = iso(holdout).split('-').map(Number) as [number, number];
  const next = month + 1 + months;
  return addDays(dayOf(year + Math.floor(next / 12), (next % 12) + 1, 1)!, -1);
}
