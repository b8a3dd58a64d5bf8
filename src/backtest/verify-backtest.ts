import { canonicalJson } from '../decision/document/canonical-json.ts';
import { runMonth } from '../decision/run/monthly-run.ts';
import type { RunSettings } from '../decision/run/open-run.ts';
import { sha256 } from '../market/files/sha256.ts';
import { day } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import type { Store } from '../market/store/store.ts';
import type { BacktestRun } from './backtest-run.ts';

/** A month of a back-test, decided again by a run of its own. */
export interface VerifiedMonth {
  readonly decided: string;
  readonly recorded: string;
  readonly now: string;
  readonly isSame: boolean;
}

export interface VerificationRequest extends Omit<RunSettings, 'throughImport'> {
  readonly run: Pick<BacktestRun, 'plan' | 'months'>;
  /** ISO day of one decision; null for every month. */
  readonly month: string | null;
  /** The portfolio file of a month, as the back-test wrote it. */
  readonly portfolioOf: (decided: string) => string;
  readonly progress: (done: number, of: number, what: string) => void;
}

/**
 * Proves that months of a back-test are what `trrm run` decides on their portfolio files, by running it.
 *
 * @throws UserError for base weights, which no decision stands behind, another rule book, or a month that is not there.
 */
export async function verifyBacktest(store: Store, request: VerificationRequest): Promise<VerifiedMonth[]> {
  const { run, month, portfolioOf, progress, ...settings } = request;
  const refuse = (message: string, remedy: string): Error =>
    userError('backtest-verify', 'backtest', message, remedy);
  if (run.plan.weights === 'base')
    throw refuse(
      'Its weights are the bouquets themselves; no decision stands behind them that could be verified.',
      'Verify a back-test with --weights rules.',
    );
  if (sha256(canonicalJson(settings.book)) !== run.plan.rulebook)
    throw refuse('It was made with another rule book.', 'Name that one with --rulebook.');
  const chosen = run.months.filter((m) => month === null || m.decided === month);
  if (chosen.length === 0)
    throw refuse(
      `It has no decision of ${month}.`,
      `Its decisions are from ${run.plan.from} to ${run.plan.lastDecision}, each on the last session of a month.`,
    );
  const verified: VerifiedMonth[] = [];
  for (const [i, { decided, decision }] of chosen.entries()) {
    const { decision: made } = await runMonth(store, {
      ...settings,
      throughImport: run.plan.throughImport,
      asOf: day(decided),
      portfolio: { file: `${decided}.csv`, text: portfolioOf(decided) },
    });
    const now = sha256(canonicalJson(made));
    verified.push({ decided, recorded: decision!, now, isSame: now === decision });
    progress(i + 1, chosen.length, decided);
  }
  return verified;
}
