import type { LedgerEntry } from '../decision/ledger/entries/ledger-entry.ts';
import { iso } from '../market/day.ts';
import { hashRuleBook } from '../rulebook/show.ts';
import { backFilledWeight } from './back-filled-weight.ts';
import type { Provenance } from './backtest-run.ts';
import type { DecidedMonth } from './decide-index-month.ts';
import type { OpenedBacktest } from './open-backtest.ts';

/** Three clocks: when the indices began to be published, when the rules were fixed, when decisions were recorded. */
export function provenanceOf(
  { plan, book, schedule }: OpenedBacktest,
  decided: readonly DecidedMonth[],
  ledger: readonly LedgerEntry[],
): Provenance {
  const own = hashRuleBook(book);
  const since =
    ledger
      .filter((e) => e.rulebook === own)
      .map((e) => e.asOf)
      .sort()[0] ?? null;
  const filledBy = new Map(
    schedule.months.map((m) => [iso(schedule.sessions[m.decided]!), iso(schedule.sessions[m.filled]!)]),
  );
  const live = decided.filter((d) =>
    ledger.some(
      (e) =>
        e.asOf === d.decided &&
        e.decision === d.decision?.sha256 &&
        e.recordedOn <= (filledBy.get(d.decided) ?? ''),
    ),
  );
  const backFilled = decided.map((d) => backFilledWeight(d.weights, d.decided, book.allocations.instruments));
  return {
    backFilledWeight: backFilled.reduce((sum, w) => sum + w, 0) / backFilled.length,
    monthsWithLiveIndices: backFilled.filter((w) => w === 0).length,
    rulesSince: since,
    monthsInSample: decided.filter((d) => since === null || d.decided < since).length,
    liveMonths: live.map((d) => d.decided),
    notes: [
      'Back-test: hypothetical results. Internal: model returns may not be shown to clients (SEBI, 16 Dec 2022).',
      ...(plan.simulated ? ['SIMULATED: the market behind it is not real.'] : []),
      'About 170 variants of the rules were looked at on the years 2000 to 2025 before these were chosen, so every month before the rules were fixed is in-sample.',
      'The history of an index before its launch is its vendor’s back-test, made when the outcome was known.',
      'A store whose history was imported in one go knows final figures only: what was restated later is used as if it had been known.',
    ],
  };
}
