import type { OpenedRun } from '../../decision/run/open-run.ts';
import { type Day, displayDay, iso } from '../../market/day.ts';
import { type Problem, userError } from '../../market/problem.ts';
import type { BacktestChoices, Level } from '../plan.ts';

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

/** Stocks are held by the orders of decisions, which neither base weights nor resets make. */
export const canHoldStocks = ({ weights, fill }: Pick<BacktestChoices, 'weights' | 'fill'>): boolean =>
  weights !== 'base' && fill !== 'reset';

/** How sleeves are held where nobody chose: in stocks where the first decision has a risk model, so that the whole span has one. */
export async function levelWithModel(
  { snapshotAt }: Pick<OpenedRun, 'snapshotAt'>,
  first: Day,
  last: Day,
): Promise<{ readonly level: Level; readonly problems?: readonly Problem[] }> {
  const hasModel = async (d: Day): Promise<boolean> => (await snapshotAt(d)).snapshot !== null;
  if (await hasModel(first)) return { level: 'shares' };
  return { level: 'index', ...((await hasModel(last)) && { problems: [couldHoldStocks(first)] }) };
}

const couldHoldStocks = (from: Day): Problem => ({
  severity: 'note',
  code: 'backtest-level',
  about: 'stocks',
  message: `Sleeves are held by their indices, because there is no risk model of stocks on ${displayDay(from)} yet.`,
  remedy: 'Give --level shares to begin where there is one, and to hold sleeves in their stocks.',
});

function refuseOtherRules(choices: BacktestChoices): void {
  const { weights } = choices;
  if (!canHoldStocks(choices))
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
