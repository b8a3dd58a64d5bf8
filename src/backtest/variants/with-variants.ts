import type { Store } from '../../market/store/store.ts';
import { hashRuleBook } from '../../rulebook/show.ts';
import type { BacktestRun } from '../backtest-run.ts';
import { type BacktestRequest, openBacktest } from '../open-backtest.ts';
import { recordBacktest, type RecordTask } from '../record-backtest.ts';
import type { RuleVariant } from './read-variants.ts';

/**
 * Back-tests rule-book variants over the same months and adds their values to the alternatives of a run, where the tests for the best
 * of many variants count them.
 *
 * @param request of the run itself; its span is that of the run.
 * @param task only progress and signal are used: variants are decided from the start, and leave no files.
 */
export async function withVariants(
  store: Store,
  run: BacktestRun,
  variants: readonly RuleVariant[],
  request: BacktestRequest,
  task: Pick<RecordTask, 'progress' | 'signal'>,
): Promise<BacktestRun> {
  const { from, to, level } = run.plan;
  const alternatives = [...run.alternatives];
  for (const { id, title, book } of variants) {
    const choices = { ...request.choices, from, to, level };
    const opened = await openBacktest(store, { ...request, book, choices });
    const { nav } = await recordBacktest(opened, {
      earlier: [],
      onMonth: () => {},
      progress: (done, of, what) => task.progress(done, of, `variant ${id}, ${what}`),
      ...(task.signal && { signal: task.signal }),
    });
    const values = nav.map((row) => row.net);
    alternatives.push({ id: `variant-${id}`, title, chosenAfterwards: false, values });
  }
  return {
    ...run,
    plan: { ...run.plan, variants: variants.map(({ id, book }) => ({ id, rulebook: hashRuleBook(book) })) },
    alternatives,
  };
}
