import { day, type Day } from '../market/day.ts';
import type { BacktestRun } from './backtest-run.ts';
import { ladderEffects, type LadderEffects } from './attribution/ladder.ts';
import { linkEffects, type LinkMethod } from './attribution/link.ts';
import { type TearSheet, tearSheet } from './statistics/tear-sheet.ts';
import type { FigureUnit } from './statistics/figures/figure-rule.ts';
import type { ValuePath } from './statistics/value-path.ts';
import { TREASURY_BILLS } from './instruments/index-market.ts';

/** Values at the dates of a record, from the start value 1: what the record was worth before the first purchase. */
export function pathFromStart(run: BacktestRun, values: readonly number[]): ValuePath {
  const days = run.nav.map((row) => day(row.date));
  return { days: [days[0]!, ...days] as Day[], values: [1, ...values] };
}

/** The statistics of a back-test after costs, against its benchmark and over T-bills. */
export const summaryOf = (run: BacktestRun): TearSheet =>
  sheetOf(
    run,
    'Back-test, after costs',
    run.nav.map((row) => row.net),
  );

/** The figures by which a record is compared with itself without its hedge. */
const HEDGE_FIGURES = ['cagr', 'volatility', 'beta', 'maximum-drawdown', 'sharpe'];

/** A figure of the record, and of the record without what its futures brought. */
export interface HedgeFigure {
  readonly id: string;
  readonly name: string;
  readonly unit: FigureUnit;
  readonly convention: string;
  readonly hedged: number | null;
  readonly unhedged: number | null;
}

/** What the hedge changed of the record; null where none is traded. */
export function hedgeFigures(run: BacktestRun, { figures }: TearSheet): HedgeFigure[] | null {
  if (!run.hedge) return null;
  const without = sheetOf(
    run,
    'Without the hedge',
    run.nav.map((row) => row.unhedged!),
  );
  return HEDGE_FIGURES.flatMap((id) => {
    const [hedged, unhedged] = [figures, without.figures].map((of) => of.find((f) => f.id === id));
    if (!hedged) return [];
    const { name, unit, convention, own } = hedged;
    return [{ id, name, unit, convention, hedged: own, unhedged: unhedged?.own ?? null }];
  });
}

function sheetOf(run: BacktestRun, name: string, values: readonly number[]): TearSheet {
  const bills = run.alternatives.find((a) => a.id === TREASURY_BILLS);
  return tearSheet({
    name,
    path: pathFromStart(run, values),
    benchmark: {
      name: run.alternatives.find((a) => a.id === run.plan.benchmark)?.title ?? run.plan.benchmark,
      path: pathFromStart(
        run,
        run.nav.map((row) => row.benchmark),
      ),
    },
    riskFree: bills ? { name: bills.title, path: pathFromStart(run, bills.values) } : null,
  });
}

/** What each decision added, from the ladder of notional funds. */
export const effectsOfRun = ({ ladder }: BacktestRun): LadderEffects => ladderEffects(ladder);

/** The effects over the whole span as parts of the difference of returns: by the ladder itself or by a published method. */
export function linkedEffects(
  { ladder }: Pick<BacktestRun, 'ladder'>,
  method: LinkMethod | 'ladder',
): readonly number[] {
  if (method === 'ladder') return ladderEffects(ladder).arithmetic;
  const linked = linkEffects(
    ladder.periods.map(({ funds }) => ({
      own: funds.at(-1)!,
      benchmark: funds[0]!,
      effects: funds.slice(1).map((fund, j) => fund - funds[j]!),
    })),
    method,
  );
  return ladder.rungs.slice(1).map((_, j) => linked.reduce((sum, row) => sum + row[j]!, 0));
}
