import { day } from '../../market/day.ts';
import type { ImportVerification } from '../../market/store/verify-imports.ts';
import type { Store } from '../../market/store/store.ts';
import { parseRuleBook } from '../../rulebook/parse.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { canonicalJson } from '../document/canonical-json.ts';
import { engine } from '../engine.ts';
import type { LedgerEntryWithTexts } from '../ledger/tables/ledger-table.ts';
import { type MonthlyRun, runMonth } from '../run/monthly-run.ts';
import { type Replay, replayEntry } from './replay.ts';
import type { ModelBuildOptions } from '../stocks/model-build-options.ts';
import { areVerified } from '../store/verify-store.ts';

/** A recorded decision made again from the store. */
export interface Reproduction {
  readonly replay: Replay;
  /** The rows visible to the decision, compared with the checksums of their imports; null if not asked for. */
  readonly data: ImportVerification | null;
  readonly run: MonthlyRun;
  readonly book: RuleBook;
}

/**
 * Reproduces a recorded decision from its own rule book and portfolio and the imports visible to it. With
 * `verifyData` it is called identical only if the rows of these imports agree with their checksums.
 *
 * @throws UserError where the entry holds another version of the decision schema.
 */
export async function reproduceEntry(
  store: Store,
  entry: LedgerEntryWithTexts,
  { modelBuild, verifyData }: { readonly modelBuild: ModelBuildOptions; readonly verifyData: boolean },
): Promise<Reproduction> {
  const data = verifyData ? await store.verifyImports({ throughImport: entry.throughImport }) : null;
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
  const isTrusted = data === null || areVerified(data);
  return {
    replay: replay.kind === 'identical' && !isTrusted ? { kind: 'not-verified' } : replay,
    data,
    ...made!,
  };
}
