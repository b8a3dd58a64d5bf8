import type { LadderEffects } from '../backtest/attribution/ladder.ts';
import type { BacktestRun } from '../backtest/backtest-run.ts';
import { parseBacktest } from '../backtest/document/document.ts';
import { effectsOfRun, summaryOf } from '../backtest/summary.ts';
import type { TearSheet } from '../backtest/statistics/tear-sheet.ts';
import { userError } from '../market/problem.ts';

/** A back-test as a pack keeps it: where it comes from, its statistics and effects. */
export interface PackBacktest {
  readonly from: string;
  readonly to: string;
  readonly rulebook: string;
  readonly sheet: TearSheet;
  readonly effects: LadderEffects;
}

/**
 * Reads `backtest.json` as `trrm backtest` writes it.
 *
 * @param asOf ISO date of the pack: a back-test that goes beyond it is refused, because a pack shows what was known.
 * @throws UserError for a file that is not such a document.
 */
export function readBacktestRun(text: string, file: string, asOf: string): BacktestRun {
  const run = parseBacktest(text, file);
  const last = run.nav.at(-1)!.date;
  if (last > asOf)
    throw userError(
      'backtest',
      file,
      `It ends on ${last}, after the as-of date ${asOf} of the pack.`,
      `Make it again with trrm backtest --to ${asOf}.`,
    );
  return run;
}

export function packBacktest(run: BacktestRun): PackBacktest {
  const effects = effectsOfRun(run);
  return {
    from: run.nav[0]!.date,
    to: run.nav.at(-1)!.date,
    rulebook: run.plan.rulebook,
    sheet: summaryOf(run),
    effects,
  };
}
