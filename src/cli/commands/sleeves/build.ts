import { buildSleeves } from '../../../decision/stocks/build-sleeves.ts';
import { notInFuture } from '../../../market/as-of-date.ts';
import { sleeveList } from '../../../sleeves/overview.ts';
import { writeSleeveStore } from '../../../sleeves/sleeve-store.ts';
import { type Io, json } from '../../shared/io.ts';
import { runLongTask } from '../../shared/long-task.ts';
import { readRuleBook } from '../../shared/options.ts';
import { withStore } from '../../shared/with-store.ts';
import { problemText } from '../../text/layout/problem.ts';
import { sleeveListText } from '../../text/sleeves/sleeves.ts';
import type { SleevesOptions } from './options.ts';

/** `trrm sleeves build`. */
export async function runSleevesBuild(options: SleevesOptions, io: Io): Promise<void> {
  const { sleeves: rules } = await readRuleBook(options.rulebook);
  const today = io.today();
  const to = options.to === undefined ? undefined : notInFuture(options.to, today);
  const built = await withStore(options, { purpose: 'trrm sleeves build', mode: 'existing' }, (store) =>
    runLongTask(io, options.quiet, (task) => buildSleeves(store, { rules, to, today, ...task })),
  );
  writeSleeveStore(options.sleeves, built);
  const list = sleeveList(built);
  if (options.json) return io.out(json({ file: options.sleeves, ...list }));
  return io.out(
    `${sleeveListText(list)}\n${built.problems.map((p) => `${problemText(p)}\n`).join('')}Written: ${options.sleeves}\n`,
  );
}
