import { z } from 'zod';
import type { LadderEffects } from '../backtest/attribution/ladder.ts';
import { BACKTEST_SCHEMA, type BacktestRun } from '../backtest/backtest-run.ts';
import { effectsOfRun, summaryOf } from '../backtest/summary.ts';
import type { TearSheet } from '../backtest/statistics/tear-sheet.ts';
import { isoDaySchema } from '../market/published.ts';
import { userError } from '../market/problem.ts';

const row = z.looseObject({ date: isoDaySchema, net: z.number(), benchmark: z.number() });

/** The parts of `backtest.json` that a pack shows. */
const shown = z.looseObject({
  schema: z.literal(BACKTEST_SCHEMA),
  plan: z.looseObject({ benchmark: z.string(), rulebook: z.string() }),
  nav: z.array(row).min(3),
  months: z.array(z.looseObject({ label: z.string(), filled: isoDaySchema, until: isoDaySchema })).min(1),
  ladder: z.looseObject({
    rungs: z.array(z.string()),
    periods: z.array(z.looseObject({ from: isoDaySchema, to: isoDaySchema, funds: z.array(z.number()) })),
    byPosition: z.array(z.looseObject({ effect: z.string(), position: z.string(), log: z.number() })),
  }),
  alternatives: z.array(z.looseObject({ id: z.string(), title: z.string(), values: z.array(z.number()) })),
});

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
  const refuse = (why: string, remedy: string): Error => userError('backtest', file, why, remedy);
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (error) {
    throw refuse(
      `is not JSON: ${(error as Error).message}.`,
      'Give the backtest.json that trrm backtest wrote.',
    );
  }
  const parsed = shown.safeParse(found);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw refuse(
      `is not the document of a back-test: ${path.join('.')}: ${message}.`,
      'Give the backtest.json that trrm backtest wrote.',
    );
  }
  const last = parsed.data.nav.at(-1)!.date;
  if (last > asOf)
    throw refuse(
      `It ends on ${last}, after the as-of date ${asOf} of the pack.`,
      `Make it again with trrm backtest --to ${asOf}.`,
    );
  return found as BacktestRun;
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
