import { type Day, day, iso } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import type { OpenedSnapshot } from '../snapshot/open-snapshot.ts';
import { confirmationsIn, readTrialLedger, recordConfirmation } from '../validation/trial-ledger.ts';
import { looksAt } from './holdout-looks.ts';
import { figuresOf, MONTHS } from './objective/figures.ts';
import { excessReturns } from './objective/objective.ts';
import { prepareObjective } from './objective/prepare.ts';
import type { RankedTrial, SweepReport } from './report-schema.ts';
import { searchLines } from './search/lines.ts';
import { type SweepDefinition, trialMaker } from './trials/plan-trials.ts';
import { sweepId } from './chunks/chunk.ts';

export interface ConfirmRequest {
  readonly definition: SweepDefinition;
  /** The sweep's report. */
  readonly report: SweepReport;
  readonly rank: number;
  /** The whole store, the holdout included. */
  readonly snapshot: OpenedSnapshot;
  readonly ledger: string;
  readonly today: Day;
}

/** Months below which a holdout says nothing (our choice). */
const LEAST_MONTHS = 12;

/** The trial of a report with a rank. @throws UserError where there is none. */
export function rankedTrial({ ranking }: SweepReport, rank: number): RankedTrial {
  const found = ranking[rank - 1];
  if (found) return found;
  throw userError('rank', String(rank), `is not a rank of this sweep.`, `Give 1 to ${ranking.length}.`);
}

/**
 * Runs one trial on the holdout of its sweep, once, and records it. The report comes back with every look at days of this holdout.
 *
 * @throws UserError where the sweep has no holdout, has looked already, or the holdout is too short.
 */
export async function confirmSweep(request: ConfirmRequest): Promise<SweepReport> {
  const { definition, report, rank, snapshot, ledger, today } = request;
  const { holdout, measure } = definition.plan;
  if (holdout === undefined)
    throw userError('no-holdout', 'plan', 'has no holdout.', 'Plan a new sweep with `holdout: DATE`.');
  const trial = rankedTrial(report, rank);
  const sweep = sweepId(definition);
  const earlier = confirmationsIn(readTrialLedger(ledger)).find((c) => c.sweep === sweep);
  if (earlier) throw lookedAlready(earlier.day, earlier.confirmed);
  const objective = await prepareObjective(definition, snapshot);
  try {
    const book = trialMaker(definition).book(trial.trial);
    if ('rejected' in book) throw new Error(`trial ${trial.trial} was run, but ${book.rejected}`);
    const { returns } = await objective.evaluate(book);
    const excess = excessReturns(returns, objective.months, measure);
    const first = objective.months.days.findIndex((d) => d >= day(holdout));
    const months = first < 0 ? 0 : returns.length - first;
    if (months < LEAST_MONTHS)
      throw userError(
        'holdout-too-short',
        holdout,
        `leaves ${months} complete months; a look at fewer than ${LEAST_MONTHS} would be spent on nothing.`,
        'Import later months first.',
      );
    const { ratio } = figuresOf(returns.slice(first), excess.slice(first));
    const raced = recordConfirmation(ledger, {
      day: iso(today),
      sweep,
      snapshot: snapshot.id,
      holdout,
      trial: trial.id,
      months,
      to: iso(objective.months.days.at(-1)!),
      confirmed: ratio * Math.sqrt(MONTHS),
      searched: trial.ratio,
    });
    if (raced) throw lookedAlready(raced.day, raced.confirmed);
  } finally {
    await objective.close();
  }
  const looked = { ...report, holdout: { from: holdout, looks: looksAt(holdout, readTrialLedger(ledger)) } };
  return { ...looked, lines: searchLines(looked) };
}

const lookedAlready = (on: string, confirmed: number) =>
  userError(
    'confirmed',
    'holdout',
    `was looked at by this sweep on ${on}: ${confirmed.toFixed(2)} a year.`,
    'A second look would no longer be at unseen data; `trrm sweep report` shows the first.',
  );
