import { POSITIONS } from '../../../allocations/positions.ts';
import { openBacktest } from '../../backtest/open-backtest.ts';
import type { OpenedBacktest } from '../../backtest/open-backtest.ts';
import { recordBacktest } from '../../backtest/record-backtest.ts';
import type { Engine } from '../../decision/engine.ts';
import { modelsBesideStore } from '../../decision/stocks/model-build-options.ts';
import type { Store } from '../../market/store/store.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import type { SweepPlan } from '../plan/sweep-plan.ts';
import type { Objective, SweepMonths } from './objective.ts';

const LIQUID_FUND = POSITIONS.indexOf('liquid-fund');

/**
 * The back-test objective: the monthly allocation as `trrm backtest` decides it under each rule book, after costs and expenses,
 * from fill to fill, with sleeves held by their indices. The span is that of the given rule book; cash is the liquid fund before expenses, the benchmark that of
 * the back-test.
 *
 * @param store the rows of a snapshot; nothing is written to it.
 * @throws UserError for a span that the store cannot serve, or a rule book whose sleeves cannot be held over it.
 */
export async function backtestObjective(
  store: Store,
  book: RuleBook,
  { from }: Pick<SweepPlan, 'from'>,
  engine: Engine,
): Promise<Objective> {
  const settings = {
    engine,
    throughImport: await store.lastImport(),
    modelBuild: { cache: { ...modelsBesideStore(store.file), writable: false }, progress: () => {} },
  };
  const open = (of: RuleBook, choices: { readonly from?: string }): Promise<OpenedBacktest> =>
    openBacktest(store, { ...settings, book: of, choices: { ...choices, level: 'index' } });
  const earliest = await open(book, {});
  const start = from > earliest.plan.from ? from : earliest.plan.from;
  const base = start === earliest.plan.from ? earliest : await open(book, { from: start });
  return {
    months: monthsOf(base),
    evaluate: async (of) => {
      const { nav, months } = await recordBacktest(await open(of, { from: base.plan.from }), {
        earlier: [],
        onMonth: () => {},
        progress: () => {},
      });
      const at = new Map(nav.map((row) => [row.date, row.net]));
      return {
        returns: Float64Array.from(months, (m) => at.get(m.until)! / at.get(m.filled)! - 1),
        turnover: months.slice(1).reduce((sum, m) => sum + m.turnover, 0),
      };
    },
    close: () => store.close(),
  };
}

function monthsOf({ schedule, market, plan }: OpenedBacktest): SweepMonths {
  const { months, sessions } = schedule;
  const growth = (levels: Float64Array): Float64Array =>
    Float64Array.from(months, ({ filled, until }) => levels[until]! / levels[filled]! - 1);
  return {
    days: [...months.map((m) => sessions[m.filled]!), sessions[months.at(-1)!.until]!],
    cash: growth(market.levels[LIQUID_FUND]!),
    benchmark: growth(market.series.get(plan.benchmark)!),
    benchmarkName: plan.benchmark,
  };
}
