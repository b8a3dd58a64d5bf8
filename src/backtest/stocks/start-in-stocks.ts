import type { OpenedRun } from '../../decision/open-run.ts';
import { type Day, displayDay, iso } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import type { BacktestChoices } from '../plan.ts';

/**
 * Where a back-test in stocks starts, if that is later than the first of some month-ends: it holds stocks by the orders of
 * decisions, so that it needs a risk model.
 *
 * @throws UserError where no start is possible, or one was asked for that is not.
 */
export async function startInStocks(
  run: OpenedRun,
  days: readonly Day[],
  choices: BacktestChoices,
): Promise<Day | null> {
  refuseOtherRules(choices);
  const first = await firstWithModel(run, days);
  if (first === days[0]) return null;
  if (choices.from === undefined && first !== null) return first;
  throw noModel(days[0]!, first);
}

function refuseOtherRules({ weights, fill }: BacktestChoices): void {
  if (weights === 'base' || fill === 'reset')
    throw userError(
      'backtest-level',
      '--level shares',
      `holds stocks by the orders of decisions, which --${weights === 'base' ? 'weights base' : 'fill reset'} does not make.`,
      'Leave that option out, or choose --level index.',
    );
}

/** The first month-end with a risk model of stocks; null where there is none. */
async function firstWithModel({ snapshotAt }: OpenedRun, days: readonly Day[]): Promise<Day | null> {
  for (const d of days) if ((await snapshotAt(d)).snapshot !== null) return d;
  return null;
}

const noModel = (from: Day, first: Day | null): Error =>
  userError(
    'backtest-no-model',
    '--level shares',
    `There is no risk model of stocks on ${displayDay(from)}, so no sleeve can be held in its stocks.`,
    first === null
      ? 'Import bhavcopies of at least two years, or choose --level index.'
      : `Begin on ${iso(first)} or later with --from, or choose --level index.`,
  );
