import { day } from '../market/day.ts';
import type { Store } from '../market/store/store.ts';
import { parseRuleBook } from '../rulebook/parse.ts';
import type { RuleBook } from '../rulebook/rule-book.ts';
import { canonicalJson } from './canonical-json.ts';
import { engine } from './engine.ts';
import type { LedgerEntryWithTexts } from './ledger-table.ts';
import { type MonthlyRun, runMonth } from './monthly-run.ts';
import { type Replay, replayEntry } from './replay.ts';
import type { ModelBuildOptions } from './stocks/model-build-options.ts';

/** A recorded decision made again from the store. */
export interface Reproduction {
  readonly replay: Replay;
  readonly run: MonthlyRun;
  readonly book: RuleBook;
}

/**
 * Makes a recorded decision again, from its own rule book and portfolio and the imports that it could see.
 *
 * @throws UserError where the entry holds another version of the decision schema.
 */
export async function reproduceEntry(
  store: Store,
  entry: LedgerEntryWithTexts,
  modelBuild: ModelBuildOptions,
): Promise<Reproduction> {
  let made: Pick<Reproduction, 'run' | 'book'> | undefined;
  const replay = await replayEntry(entry, async ({ asOf, rulebook, portfolio, throughImport }) => {
    const book = parseRuleBook(rulebook, `rule book of entry ${entry.seq}`);
    const run = await runMonth(store, {
      asOf: day(asOf),
      book,
      portfolio,
      engine: engine(),
      throughImport,
      modelBuild,
    });
    made = { run, book };
    return canonicalJson(run.decision);
  });
  return { replay, ...made! };
}
